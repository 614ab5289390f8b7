import { createHmac } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import {
  startService,
  startWorkerService,
  type Service,
} from '../../../../src/integrations/server/service.ts'
import { readSettings } from '../../../../src/integrations/server/settings/read-settings.ts'
import { startTelemetry } from '../../../../src/integrations/server/telemetry/start-telemetry.ts'
import { dataFolder } from '../../../support/data-folder.ts'
import { eventually } from '../../../support/eventually.ts'

const lines: string[] = []
const log = { write: (line: string) => void lines.push(line) }
let service: Service
let data: string

beforeAll(async () => {
  data = await dataFolder()
  const telemetry = await startTelemetry({ otlp: { traces: false, metrics: false } })
  service = await startService(readSettings({}, { port: 0, data }), { telemetry, log })
}, 120_000)
afterAll(() => service?.close())

async function ask<Body>(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(service.address + path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Body }
}

async function listener(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

async function scanned(ports: readonly number[]): Promise<string> {
  const { body } = await ask<{ scan_id: string }>('POST', '/scan', {
    hosts: ['127.0.0.1'],
    ports,
    services: false,
  })
  await eventually(async () => {
    const { body: hosts } = await ask<{ status: string }[]>('GET', `/scan/status/${body.scan_id}`)
    return hosts.every(({ status }) => status === 'done')
  }, 60_000)
  return body.scan_id
}

test('a scan, its result, what changed, and a webhook that is told of it', async () => {
  const received: { headers: Record<string, unknown>; body: string }[] = []
  const hook = createHttpServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => hook.once('listening', resolve))
  onTestFinished(() => void hook.close())
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`
  const { body: made } = await ask<{ secret: string }>('POST', '/webhooks', { url, events: ['host.changed'] })

  const [stays, comes] = [await listener(), await listener()]
  comes.server.close()
  const ports = [stays.port, comes.port]
  await scanned(ports)
  const again = createServer((socket) => socket.on('error', () => {})).listen(comes.port, '127.0.0.1')
  onTestFinished(() => void again.close())
  await scanned(ports)
  const { body: results } = await ask<{ open_ports: number[] }[]>('GET', '/results/127.0.0.1')
  expect(results.map((one) => one.open_ports)).toEqual([ports.toSorted((a, b) => a - b), [stays.port]])
  expect((await ask('GET', '/diff/127.0.0.1')).body).toMatchObject({
    newly_opened: [comes.port],
    newly_closed: [],
  })

  await eventually(() => received.length > 0, 60_000)
  const [{ headers, body }] = received as [(typeof received)[number]]
  expect(JSON.parse(body)).toMatchObject({ type: 'host.changed', data: { newly_opened: [comes.port] } })
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
  const secret = Buffer.from(made.secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', secret).update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${signature}`)
  // Neither a secret nor what was sent is in the log.
  expect(lines.join('')).not.toContain(made.secret)
})

test('metrics, the page and the description of the API are there', async () => {
  const metrics = await (await fetch(`${service.address}/metrics`)).text()
  expect(metrics).toMatch(/^nmap_scans_total [1-9]/m)
  expect(metrics).toMatch(/^worker_idle_total \d/m)
  expect(metrics).toMatch(/^scan_queue_length \d/m)
  const page = await fetch(service.address)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const { body } = await ask<{ paths: object }>('GET', '/swagger/json')
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/scan', '/schedules', '/webhooks']))
})

test('a port that is taken, and a folder that is, are said in one line', async () => {
  const { port } = await listener()
  const other = await dataFolder()
  const taken = startService(readSettings({}, { port, data: other }), { log })
  await expect(taken).rejects.toMatchObject({
    code: 'ERR_STATE',
    message: expect.stringContaining('--port') as string,
  })
  await expect(startService(readSettings({}, { port: 0, data }), { log })).rejects.toMatchObject({
    code: 'ERR_STATE',
  })
})

test('where keys are asked for there has to be one', async () => {
  const other = await dataFolder()
  const settings = readSettings({}, { port: 0, data: other, allow: ['127.0.0.1'] })
  await expect(startService(settings, { log })).rejects.toThrow('portscan serve --new-key admin')
})

test('without keys on another address than loopback, and a worker without a database, nothing starts', async () => {
  const settings = { ...readSettings({}, { data }), host: '0.0.0.0' }
  await expect(startService(settings, { log })).rejects.toMatchObject({ code: 'ERR_OPTION' })
  await expect(startWorkerService(readSettings({}), { log })).rejects.toThrow('DATABASE_URL')
})

test('what waits for its database ends with the signal', async () => {
  const controller = new AbortController()
  const settings = readSettings(
    { DATABASE_URL: 'postgres://u@127.0.0.1:1/d', PORTSCAN_ALLOW: '127.0.0.1' },
    { port: 0 },
  )
  const told: string[] = []
  const write = (line: string): void => {
    told.push(line)
    controller.abort(new Error('enough'))
  }
  const started = startService(settings, { log: { write }, signal: controller.signal })
  await expect(started).rejects.toThrow()
  expect(told.join('')).toContain('tried again')
})
