import { expect, test } from 'vitest'
import { pageFiles, pagePolicy } from '../../../../../src/integrations/server/page/page-files.ts'

test('the page is three files, each with a type, a policy and an ETag', () => {
  const files = pageFiles()
  expect(files.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
    ['/', 'text/html; charset=utf-8'],
    ['/page/style.css', 'text/css; charset=utf-8'],
    ['/page/script.js', 'text/javascript; charset=utf-8'],
  ])
  for (const { headers } of files) {
    expect(headers['content-security-policy']).toBe(pagePolicy)
    expect(headers['etag']).toMatch(/^"[\w-]{27}"$/)
  }
  expect(new Set(files.map(({ headers }) => headers['etag'])).size).toBe(3)
})

test('nothing comes from elsewhere, and nothing runs that is not a file of ours', () => {
  expect(pagePolicy).toContain("default-src 'none'")
  expect(pagePolicy).not.toMatch(/unsafe|http|\*/)
  const [page, style, script] = pageFiles().map(({ body }) => body)
  expect(page).not.toMatch(/<script>|<style| on\w+=|https?:/)
  expect(style).not.toMatch(/url\(|@import|https?:/)
  expect(script).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|localStorage|document\.cookie/,
  )
})

test('the script is small, and each byte of it a character', () => {
  const script = pageFiles()[2]?.body ?? ''
  expect(script.length).toBeLessThan(64_000)
  expect(Buffer.byteLength(script)).toBe(script.length)
})
