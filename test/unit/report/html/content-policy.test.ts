import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { contentPolicy } from '../../../../src/report/html/content-policy.ts'
import { writeAll } from '../write-all.ts'
import { htmlWriter } from '../../../../src/report/html/html-writer.ts'

test('nothing is loaded, and only what stands in the page runs', () => {
  const page = writeAll(htmlWriter(), [])
  const hash = (name: string): string => {
    const [, text = ''] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page) ?? []
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  }
  expect(contentPolicy()).toBe(
    `default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; base-uri 'none'; form-action 'none'`,
  )
})
