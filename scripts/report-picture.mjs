// docs/html-report.png: the HTML report of a network that is made up. Wants Chromium (Debian: chromium, fonts-inter).
// Run: npm run docs:picture
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { loadSource } from '../bench/load-source.mjs'
import { sampleReports } from './sample-network.mjs'

const picture = fileURLToPath(new URL('../docs/html-report.png', import.meta.url))
const { htmlWriter, writeReport } = await loadSource('report/index.ts')
const { before, after } = sampleReports()

const folder = mkdtempSync(join(tmpdir(), 'portscan-picture-'))
const file = join(folder, 'report.html')
writeFileSync(file, [...writeReport(after, htmlWriter({ title: 'Office network', before }))].join(''))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1360, height: 2420 }, colorScheme: 'light' })
  await page.goto(pathToFileURL(file).href)
  await page.screenshot({ path: picture })
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
