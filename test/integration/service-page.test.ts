import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { runningScan, sampleAnswers, sampleEvents } from '../../scripts/sample-service.mjs'
import {
  cannedService,
  type AskedFor,
  type CannedAnswer,
  type CannedService,
} from '../support/canned-service.ts'
import { hostileAnswers } from '../support/hostile-answers.ts'
import { pageRoutes } from '../../src/integrations/server/page/page-routes.ts'
import { missingProgram } from '../support/real-server.ts'
import { serviceApp } from '../support/service-app.ts'

// The page of the service in a browser, before a service that is played.

const noBrowser = missingProgram('chromium')
const inBrowser = test.skipIf(noBrowser !== undefined)
const because = noBrowser ?? ''
const NEW_SCAN = '0193ca40-0000-7000-8000-000000000001'
const sample = sampleAnswers() as (path: string, query: URLSearchParams) => unknown

let browser: Browser | undefined
let context: BrowserContext
let page: Page
let service: CannedService
/** What the page did that it must not do. */
let trouble: string[] = []
/** What a test wants otherwise than the sample. */
let answer: (asked: AskedFor) => CannedAnswer | undefined

beforeAll(async () => {
  if (noBrowser !== undefined) return
  // Without its sandbox, which it cannot make as root in a container; pages that it sees are our own.
  browser = await chromium
    .launch({ executablePath: 'chromium', args: ['--no-sandbox'] })
    .catch(() => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }))
})
afterAll(() => browser?.close())
beforeEach(async () => {
  trouble = []
  answer = () => undefined
  service = await cannedService((asked) => answer(asked) ?? sampled(asked))
  if (browser === undefined) return
  context = await browser.newContext()
  page = await context.newPage()
  page.on('console', (message) => !wasAnswered(message.text()) && trouble.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on(
    'request',
    (request) => !request.url().startsWith(service.url) && trouble.push(`request: ${request.url()}`),
  )
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
})
afterEach(async () => {
  if (browser !== undefined) await context.close()
  await service.close()
  expect(trouble).toEqual([])
})

/** Browsers log each answer that is no good one; what the page makes of it is what is tested. */
function wasAnswered(message: string): boolean {
  return /^Failed to load resource: (?:the server responded|net::ERR_(?:CONNECTION|INCOMPLETE|EMPTY))/.test(
    message,
  )
}

function sampled({ method, path, query }: AskedFor): CannedAnswer | undefined {
  if (path.endsWith('/events')) return { events: sampleEvents(), open: true }
  const body = method === 'GET' ? sample(path, query) : undefined
  return body === undefined ? undefined : { body }
}

async function open(hash = ''): Promise<void> {
  await page.goto(`${service.url}/${hash}`)
}

function askedFor(method: string, path: string): readonly AskedFor[] {
  return service.asked.filter((asked) => asked.method === method && asked.path === path)
}

/** Until it is so, however busy the machine is. */
function poll<Value>(look: () => Value | Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(look, { timeout: 30_000 })
}

const focused = (): Promise<string> =>
  page.evaluate(`(({ id, textContent }) => id || textContent.trim())(document.activeElement)`)

inBrowser(`hosts with their open ports, what changed, and what runs${because}`, async () => {
  await open()
  await poll(() => page.locator('.grid tbody tr').count()).toBe(23)
  await poll(() => page.locator('ul.feed > li').count()).toBe(5)
  const row = page.locator('.grid tbody tr', { hasText: '192.0.2.50' })
  expect(
    await Promise.all((await row.getByRole('img').all()).map((mark) => mark.getAttribute('title'))),
  ).toEqual(['22 open', '443 open', '2375 closed', '9100 open'])
  expect(await page.locator('section', { hasText: 'Running now' }).innerText()).toContain('1-65535')
  await page.getByRole('searchbox').fill('192.0.2.1 443')
  await poll(() => page.locator('.filter small').innerText()).toBe('6 of 23 hosts')
})

inBrowser(`one host: its services, and its history with what each scan changed${because}`, async () => {
  await open('#/host/192.0.2.10')
  await expect
    .poll(() => page.locator('.history').innerText())
    .toContain('nginx 1.22.1 → http over TLS nginx 1.24.0')
  expect(await page.locator('.ports tbody tr').count()).toBe(3)
  expect(await page.locator('.ports').innerText()).toContain(
    'certificate of CN=www.example, until 2027-02-15',
  )
})

inBrowser(`by keyboard alone: a scan is started, followed and cancelled${because}`, async () => {
  let cancelled = false
  answer = ({ method, path }) => {
    if (method === 'POST' && path === '/scan') return { status: 202, body: { scan_id: NEW_SCAN } }
    if (method === 'DELETE') {
      cancelled = true
      return { body: { scan_id: NEW_SCAN, status: 'cancelled' } }
    }
    const status = cancelled ? 'cancelled' : 'in_progress'
    const host = {
      host: 'a.example',
      status,
      done: 0,
      shards: 1,
      attempts: 1,
      started_at: '2026-11-21T09:11:13.000Z',
    }
    return path === `/scan/status/${NEW_SCAN}` ? { body: [host] } : undefined
  }
  await open()
  await page.locator('.grid').waitFor()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('title')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('hosts')
  await page.keyboard.type('a.example, 192.0.2.0/30')
  await page.keyboard.press('Tab')
  await page.keyboard.type('22,80')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await poll(() => page.locator('h1').innerText()).toBe('Scan 0193ca40')
  expect(askedFor('POST', '/scan').map(({ body }) => body)).toEqual([
    { hosts: ['a.example', '192.0.2.0/30'], ports: '22,80', services: false, timing: 'normal' },
  ])
  expect(await focused()).toBe('title')
  await page.locator('.chip.live').waitFor()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Cancel scan')
  await page.keyboard.press('Enter')
  await poll(() => page.locator('.overview').innerText()).toContain('cancelled')
  expect(await page.locator('#spoken').innerText()).toContain('cancelled')
})

inBrowser(
  `everything that can be used can be reached, and is seen when it has the focus${because}`,
  async () => {
    await open()
    await poll(() => page.locator('ul.feed > li').count()).toBe(5)
    const reached = new Set<string>()
    for (let presses = 0; presses < 200; presses++) {
      await page.keyboard.press('Tab')
      const { at, outline } = await page.evaluate<{ at: string; outline: string }>(`(() => {
      const node = document.activeElement
      const all = [...document.querySelectorAll('*')]
      return { at: String(all.indexOf(node)) + node.localName, outline: getComputedStyle(node).outlineStyle }
    })()`)
      if (at.endsWith('body') || reached.has(at)) break
      expect(outline).not.toBe('none')
      reached.add(at)
    }
    const usable = await page.locator('a[href], button, input, select, textarea, [tabindex="0"]').count()
    expect(reached.size).toBe(usable)
  },
)

inBrowser(`hosts that are refused are listed, beside what was typed${because}`, async () => {
  answer = ({ method }) =>
    method === 'POST'
      ? {
          status: 400,
          body: {
            error: {
              code: 'invalid_hosts',
              message: 'Of 2 hosts 1 cannot be scanned.',
              details: [{ host: 'bad host!', code: 'invalid', message: 'not a name' }],
            },
          },
        }
      : undefined
  await open()
  await page.getByLabel('Hosts', { exact: true }).fill('192.0.2.7 bad_host!')
  await page.getByRole('button', { name: 'Start scan' }).click()
  await poll(() => page.getByRole('alert').innerText()).toContain('bad host!: not a name')
  expect(await focused()).toBe('problem')
  expect(await page.getByLabel('Hosts', { exact: true }).inputValue()).toBe('192.0.2.7 bad_host!')
})

inBrowser(`a key is asked for, sent with everything, and kept in this tab alone${because}`, async () => {
  answer = ({ headers }) =>
    headers['authorization'] === 'Bearer psc_a_secret'
      ? undefined
      : { status: 401, body: { error: { code: 'unauthorized', message: 'A key is needed.' } } }
  await open()
  await poll(focused).toBe('key')
  expect(await page.getByRole('alert').innerText()).toBe('The service asks for a key.')
  await page.keyboard.type('psc_a_secret')
  await page.keyboard.press('Enter')
  await poll(() => page.locator('.grid tbody tr').count()).toBe(23)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(
    await page.evaluate('[localStorage.length, document.cookie, location.href.includes("psc_")]'),
  ).toEqual([0, '', false])
  await page.reload()
  await poll(() => page.locator('.grid tbody tr').count()).toBe(23)
  await page.getByRole('button', { name: 'Change key' }).click()
  await page.getByRole('button', { name: 'Forget it' }).click()
  await poll(() => page.getByRole('alert').innerText()).toBe('The service asks for a key.')
  expect(await page.evaluate('sessionStorage.length')).toBe(0)
})

inBrowser(`a lost connection is taken up where it ended${because}`, async () => {
  const [first = '', second = '', ...others] = sampleEvents()
  answer = ({ path, headers }) => {
    if (!path.endsWith('/events')) return undefined
    return headers['last-event-id'] === '2'
      ? { events: others, open: true }
      : { events: [first, second], open: true }
  }
  await open(`#/scan/${runningScan}`)
  await poll(() => page.locator('.found li').count()).toBe(2)
  service.drop()
  await poll(() => page.locator('.found li').count()).toBe(others.length + 1)
  await page.locator('.chip.live').waitFor()
})

inBrowser(`a service that is away is asked again until it is back${because}`, async () => {
  answer = () => ({ status: 503, body: { error: { code: 'not_ready', message: 'The database is away.' } } })
  await open()
  await poll(() => page.getByRole('alert').innerText()).toBe('The database is away.')
  answer = () => undefined
  await poll(() => page.locator('.grid tbody tr').count()).toBe(23)
  await poll(() => page.getByRole('alert').count()).toBe(0)
})

inBrowser(`nothing scanned, nothing found, nobody known${because}`, async () => {
  answer = ({ path }) =>
    /^\/(?:hosts|scans)$/.test(path)
      ? { body: { items: [] } }
      : { status: 404, body: { error: { code: 'not_found', message: 'There is no such scan.' } } }
  await open()
  await poll(() => page.locator('main').innerText()).toContain('Nothing has been scanned yet.')
  await open('#/scans')
  await poll(() => page.locator('main').innerText()).toContain('No scan has been asked for yet.')
  await open('#/host/192.0.2.7')
  await poll(() => page.locator('main').innerText()).toContain('This host has not been scanned.')
  await open('#/scan/none')
  await poll(() => page.getByRole('alert').innerText()).toBe('There is no such scan.')
})

inBrowser(`a report is kept as a file, with the key that it needs${because}`, async () => {
  answer = ({ path }) => (path.startsWith('/report/') ? { body: '<html></html>' } : undefined)
  await open('#/scan/0193c5f9-1a7c-7f44-8c1d-52f7a9e0c802')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'HTML' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('scan-0193c5f9.html')
  expect(askedFor('GET', '/report/0193c5f9-1a7c-7f44-8c1d-52f7a9e0c802')[0]?.query.get('format')).toBe('html')
})

inBrowser(`whatever peers say, nothing runs, and no element is theirs${because}`, async () => {
  const harmless = await elementsOf(hostileAnswers((at) => `x${at}`))
  const hostile = await elementsOf(hostileAnswers())
  expect(hostile).toEqual(harmless)
})

/** How many elements of each kind, with which attributes, a browser makes of answers; on each screen. */
async function elementsOf(answers: (asked: AskedFor) => CannedAnswer | undefined): Promise<unknown> {
  answer = answers
  const found: unknown[] = []
  for (const [hash, ready, count] of [
    ['#/hosts', 'ul.feed > li', 15],
    ['#/host/x', '.history > li > .changes', 14],
    ['#/scans', '.list tbody tr', 15],
    ['#/scan/x', '.found li', 15],
  ] as const) {
    await page.goto('about:blank')
    await open(hash)
    await poll(() => page.locator(ready).count()).toBe(count)
    found.push(
      await page.evaluate(`(() => {
        const counts = {}
        for (const { localName, attributes } of document.querySelectorAll('*')) {
          const key = [localName, ...[...attributes].map(({ name }) => name)].join(' ')
          counts[key] = (counts[key] ?? 0) + 1
        }
        return counts
      })()`),
    )
    expect(await page.evaluate('window.owned')).toBeUndefined()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  return found
}

inBrowser(`before the API itself: a key, a refusal, a scan, its end${because}`, async () => {
  const { app, key, jobs } = await serviceApp({}, { routes: [pageRoutes] })
  try {
    // What the page is given is a key; what the API takes is a header.
    const [, secret = ''] = (await key(['read', 'scan'])).split(' ')
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    page.removeAllListeners('request')
    page.on('request', (request) => !request.url().startsWith(address) && trouble.push(request.url()))
    await page.goto(address)
    await poll(focused).toBe('key')
    await page.keyboard.type(secret)
    await page.keyboard.press('Enter')
    await poll(() => page.locator('main').innerText()).toContain('Nothing has been scanned yet.')
    await page.getByLabel('Hosts', { exact: true }).fill('192.0.2.66')
    await page.getByRole('button', { name: 'Start scan' }).click()
    await poll(() => page.getByRole('alert').innerText()).toContain('192.0.2.66')
    await page.getByLabel('Hosts', { exact: true }).fill('192.0.2.0/30')
    await page.getByLabel('Ports', { exact: true }).fill('22,80')
    await page.getByRole('button', { name: 'Start scan' }).click()
    await poll(() => page.locator('.list tbody tr').count()).toBe(4)
    await page.locator('.chip.live').waitFor()
    expect(jobs).toHaveLength(1)
    await page.getByRole('button', { name: 'Cancel scan' }).click()
    await poll(() => page.locator('.overview').innerText()).toContain('cancelled')
    await page.getByRole('link', { name: 'Scans' }).click()
    await poll(() => page.locator('.list tbody tr').count()).toBe(1)
  } finally {
    await app.close()
  }
})

inBrowser(`it is usable on a small screen${because}`, async () => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const hash of ['#/hosts', '#/scans', '#/host/192.0.2.10', `#/scan/${runningScan}`]) {
    await open(hash)
    await page.locator('main .card').first().waitFor()
    // WCAG 2.2, 1.4.10: what is wide scrolls in its own frame.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), hash).toBe(true)
  }
})

inBrowser(`its colours can be told apart, light and dark${because}`, async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await open()
    await page.locator('ul.feed > li').first().waitFor()
    expect(await page.evaluate(CONTRAST), colorScheme).toEqual([])
  }
})

/** Texts whose contrast to what is behind them is under 4.5 (WCAG 2.2, 1.4.3). */
const CONTRAST = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0)
  const behind = (node) => {
    for (; node !== null; node = node.parentElement) {
      const color = channels(getComputedStyle(node).backgroundColor)
      if (color[3] !== 0) return color
    }
    return [255, 255, 255]
  }
  const bad = []
  for (const node of document.querySelectorAll('main *, header *')) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '')
    if (!own) continue
    const [a, b] = [light(channels(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x)
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(node.localName + '.' + node.className + ' ' + node.textContent.slice(0, 20))
  }
  return [...new Set(bad)]
})()`
