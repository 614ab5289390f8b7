// docs/service-page.png and docs/service-scan.png: the page of the service on a network that is made up. Wants Chromium
// (Debian: chromium, fonts-inter). Run: node scripts/service-picture.mjs
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { loadSource } from '../bench/load-source.mjs'
import { runningScan, sampleAnswers, sampleEvents, sampleNow } from './sample-service.mjs'

const { pageFiles } = await loadSource('integrations/server/page/page-files.ts')
const files = new Map(pageFiles().map((file) => [file.path, file]))
const answer = sampleAnswers()

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://service.test')
  const file = files.get(pathname)
  if (file) return response.writeHead(200, file.headers).end(file.body)
  if (pathname.endsWith('/events')) {
    return response.writeHead(200, { 'content-type': 'text/event-stream' }).write(sampleEvents().join(''))
  }
  const body = answer(decodeURIComponent(pathname), searchParams)
  return response
    .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
    .end(JSON.stringify(body))
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  await picture('service-page', '#/hosts', 'ul.feed > li', 'light')
  await picture('service-scan', `#/scan/${runningScan}`, '.found li', 'dark')
} finally {
  await browser.close()
  server.close()
  server.closeAllConnections()
}

async function picture(name, hash, last, colorScheme) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme })
  await page.addInitScript(`Date.now = () => ${sampleNow}`)
  await page.goto(`http://127.0.0.1:${server.address().port}/${hash}`)
  await page.locator(last).last().waitFor()
  // All comparisons have come when nothing is asked for any more.
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForTimeout(1000)
  const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url))
  await page.screenshot({ path, fullPage: true })
  await page.close()
}
