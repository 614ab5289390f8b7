import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sampleReports } from '../../scripts/sample-network.mjs'
import type { ScanReport } from '../../src/index.ts'
import { htmlWriter, writeReport } from '../../src/report/index.ts'
import { missingProgram } from '../support/real-server.ts'
import { attacks, openPort, openService } from '../unit/report/arbitrary-events.ts'
import { certificateOf, hostOf, reportOf } from '../unit/report/diff/reports.ts'

// The HTML report in a browser.

const noBrowser = missingProgram('chromium')
const inBrowser = test.skipIf(noBrowser !== undefined)
const because = noBrowser ?? ''
const { before, after } = sampleReports() as Record<'before' | 'after', ScanReport>

let directory = ''
let browser: Browser | undefined
let page: Page
/** What a page did that it must not do. */
let trouble: string[] = []

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'portscan-html-'))
  if (noBrowser !== undefined) return
  // Without its sandbox, which it cannot make as root in a container; pages that it sees are our own.
  browser = await chromium
    .launch({ executablePath: 'chromium', args: ['--no-sandbox'] })
    .catch(() => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }))
})
afterAll(async () => {
  await browser?.close()
  rmSync(directory, { recursive: true, force: true })
})
beforeEach(async () => {
  trouble = []
  if (browser !== undefined) page = await browser.newPage()
})
afterEach(async () => {
  if (browser === undefined) return
  await page.close()
  expect(trouble).toEqual([])
})

async function open(report: ScanReport, earlier?: ScanReport): Promise<void> {
  const path = join(directory, 'report.html')
  writeFileSync(
    path,
    [...writeReport(report, htmlWriter(earlier === undefined ? {} : { before: earlier }))].join(''),
  )
  const url = pathToFileURL(path).href
  page.on('console', (message) => trouble.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('request', (request) => request.url() !== url && trouble.push(`request: ${request.url()}`))
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(url)
}

const shown = (): Promise<string> => page.locator('#shown').innerText()

inBrowser(`the filter works by keyboard${because}`, async () => {
  await open(after, before)
  expect(await shown()).toBe('18 of 18 hosts, 64 of 64 ports')
  await page.keyboard.press('/')
  await page.keyboard.type('nginx 443')
  await expect.poll(shown).toBe('4 of 18 hosts, 4 of 64 ports')
  expect(await page.locator('.host:visible h3').allInnerTexts()).toEqual([
    '192.0.2.10',
    '192.0.2.11',
    '192.0.2.12',
    '192.0.2.50',
  ])
  // The grid goes along.
  expect(await page.locator('.grid tbody tr:visible').count()).toBe(4)
  await page.keyboard.press('Escape')
  await expect.poll(shown).toBe('18 of 18 hosts, 64 of 64 ports')
})

inBrowser(`state, service, certificates and changes can be chosen, and hosts sorted${because}`, async () => {
  await open(after, before)
  await page.locator('#service').selectOption('ssh')
  await expect.poll(shown).toBe('14 of 18 hosts, 14 of 64 ports')
  await page.locator('#service').selectOption('')
  await page.locator('#soon').check()
  await expect.poll(shown).toBe('4 of 18 hosts, 7 of 64 ports')
  await page.locator('#sort').selectOption('days')
  expect(await page.locator('.host:visible h3').first().innerText()).toBe('192.0.2.101')
  await page.locator('#soon').uncheck()
  await page.locator('#changed').check()
  await expect.poll(shown).toBe('7 of 18 hosts, 9 of 64 ports')
  await page.locator('#find').fill('nothing is like this')
  await expect.poll(() => page.locator('#none').isVisible()).toBe(true)
})

inBrowser(`a cell of the grid leads to its port, also where its host is folded${because}`, async () => {
  await open(after)
  await page.getByRole('button', { name: 'Close all' }).click()
  await page.getByRole('link', { name: '6379/tcp open, redis' }).press('Enter')
  await expect.poll(() => page.locator('tr:target').isVisible()).toBe(true)
  expect(await page.locator('tr:target').innerText()).toContain('Redis')
})

inBrowser(`it is all there without JavaScript, and on paper${because}`, async () => {
  const context = await browser!.newContext({ javaScriptEnabled: false })
  page = await context.newPage()
  await open(after, before)
  expect(await page.locator('#filters').isVisible()).toBe(false)
  expect(await page.locator('.host h3:visible').count()).toBe(18)
  await page.emulateMedia({ media: 'print' })
  const more = page.locator('#h1 .more dl').first()
  expect(await more.isVisible()).toBe(true)
})

inBrowser(`whatever peers say, nothing runs, and no element is theirs${because}`, async () => {
  const harmless = await elementsOf(hostile((at) => `x${at}`))
  expect(await elementsOf(hostile((at) => ATTACKS[at % ATTACKS.length]!))).toEqual(harmless)
  expect(await page.evaluate('window.owned')).toBeUndefined()
  await page.getByRole('button', { name: 'Open all' }).click()
  for (const fold of await page.locator('.more summary').all()) await fold.click()
  expect(await page.evaluate('window.owned')).toBeUndefined()
})

inBrowser(`many hosts and ports stay usable${because}`, async () => {
  const hosts = Array.from({ length: 254 }, (_, host) => {
    const address = `192.0.2.${host + 1}`
    const ports = Array.from({ length: 8 }, (_, at) =>
      openPort({ address, port: 1 + ((host + at * 5) % 120) }),
    )
    return hostOf(ports, { closed: 980 }, { address })
  })
  await open(reportOf(hosts))
  expect(await page.locator('.grid thead th').count()).toBe(1 + 80 + 3)
  const began = Date.now()
  await page.locator('#find').fill('192.0.2.77')
  await expect.poll(shown).toBe('1 of 254 hosts, 8 of 2032 ports')
  expect(Date.now() - began).toBeLessThan(20_000)
})

const ATTACKS = [
  ...attacks,
  '<script>window.owned = 1; alert(1)</script>',
  '</script><script>window.owned = 1</script>',
  '"><img src=x onerror="window.owned = 1">',
  "'><svg onload='window.owned = 1'>",
  '--><iframe src="javascript:parent.owned = 1"></iframe><!--',
  '</style></title></textarea></pre><body onload="window.owned = 1">',
  '<a href="javascript:window.owned = 1" autofocus onfocus="window.owned = 1">x</a>',
  '<meta http-equiv="refresh" content="0;url=javascript:window.owned=1">',
  '<link rel="stylesheet" href="http://192.0.2.1/x.css"><base href="http://192.0.2.1/">',
  '<template><details open ontoggle="window.owned = 1">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '&lt;img src=x onerror=alert(1)&gt;',
  'javascript:window.owned=1',
]

/** A report with a text of the peer's choice in each place that it may choose. */
function hostile(choose: (at: number) => string): ScanReport {
  const ports = ATTACKS.map((_, at) => {
    const text = choose(at)
    const certificate = certificateOf({ subject: text, issuer: text, names: [text] })
    const details = { title: text, location: text, server: text, headers: { x: text } }
    const facts = {
      name: `x${text}`,
      product: text,
      version: text,
      info: text,
      hostname: text,
      os: text,
      device: text,
    }
    const tls = { version: text, cipher: text, alpn: text, certificate }
    const service = openService({ ...facts, tls, details, cpe: [text], evidence: text })
    return openPort({ port: at + 1, portName: text, banner: Buffer.from(text), service })
  })
  const names = ATTACKS.map((_, at) => `${at}${choose(at)}`)
  return reportOf([hostOf(ports, {}, { names, vendor: choose(40), mac: '00:00:5e:00:53:01' })])
}

/** How many elements of each kind, and which attributes, a browser makes of a page. */
async function elementsOf(report: ScanReport): Promise<unknown> {
  await open(report)
  return page.evaluate(`(() => {
    const counts = {}
    for (const { localName, attributes } of document.querySelectorAll('*')) {
      // A service is a choice of the filter; equal ones are one choice.
      if (localName === 'option') continue
      const key = [localName, ...[...attributes].map(({ name }) => name)].join(' ')
      counts[key] = (counts[key] ?? 0) + 1
    }
    return counts
  })()`)
}
