import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createWebServer } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test, expect } from 'vitest'
import { answers, greets, type PeerScript } from '../support/peer-script.ts'
import { missingProgram, startServer } from '../support/real-server.ts'
import { root } from '../structure/source-files.ts'
import { closedPort, scriptedServer, type ScriptedServer } from '../support/scripted-server.ts'
import { runExample } from './run-example.ts'

async function server(script: PeerScript): Promise<ScriptedServer> {
  const started = await scriptedServer(script)
  onTestFinished(() => started.close())
  return started
}

/** What an example that ends well prints. */
async function output(name: string, ...args: (string | number)[]): Promise<string> {
  const { code, stdout, stderr } = await runExample(`extending/${name}`, { args })
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

test('stages', async () => {
  const ports = [(await server(greets(''))).port, (await server(greets(''))).port]
  const printed = await output('stages.ts', '127.0.0.1', [...ports, await closedPort()].join())
  expect(ports.map((port) => `127.0.0.1 answers on port ${port}\n`)).toContain(printed)
})

test('own-service', async () => {
  const { port } = await server(
    answers((heard) => (Buffer.from(heard).toString() === 'VERSION\r\n' ? 'ACME 2.7 ready\r\n' : '?\r\n')),
  )
  expect(await output('own-service.ts', '127.0.0.1', port)).toBe(`${port} acme ACME daemon 2.7\n`)
})

test('own-probe', async () => {
  expect(await output('own-probe.ts')).toBe('open anvil Anvil 3.1\n')
})

test('services-from-a-file', async () => {
  const acme = await server(
    answers((heard) =>
      Buffer.from(heard).toString() === 'VERSION\r\n' ? 'ACME 2.7 ready on a\r\n' : '?\r\n',
    ),
  )
  const folder = mkdtempSync(join(tmpdir(), 'acme-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'acme.yaml')
  const text = readFileSync(join(root, 'examples/extending/acme.yaml'), 'utf8')
  writeFileSync(file, text.replace('7070', String(acme.port)))
  const printed = await output('services-from-a-file.ts', file, '127.0.0.1', acme.port)
  expect(printed).toBe(`${acme.port} acme ACME daemon 2.7\n`)
  // The other file is for UDP: it is read, and nobody is there.
  expect(
    await output('services-from-a-file.ts', 'examples/extending/acme.json', '127.0.0.1', await closedPort()),
  ).toBe('')
})

test('with-recog', async () => {
  const { port } = await server(greets('SSH-2.0-AcmeSSH_1.2 [a]\r\n'))
  const { stdout, stderr } = await runExample('extending/with-recog.ts', {
    args: ['test/fixtures/recog', '127.0.0.1', port],
  })
  expect(stdout).toBe(`${port} ssh AcmeSSH 1.2 AcmeOS\n`)
  expect(stderr).toMatch(/^1 of 6 fingerprints of Recog are not used/)
})

test('own-resolver', async () => {
  const { port } = await server(greets(''))
  expect(await output('own-resolver.ts', 'database', port)).toBe(`database 127.0.0.1 ${port} open\n`)
  const unknown = await runExample('extending/own-resolver.ts', { args: ['printer', port] })
  expect(unknown.code).not.toBe(0)
  expect(unknown.stderr).toContain("the inventory has no 'printer'")
})

test('own-discoverer', async () => {
  const { port } = await server(greets(''))
  const printed = await output('own-discoverer.ts', '127.0.0.1-2', port, '127.0.0.1')
  expect(printed.trim().split('\n').sort()).toEqual([`127.0.0.1 ${port} open`, '127.0.0.2 down'])
})

test('own-strategy', async () => {
  const door = await server(greets(''))
  const knocker = await server(greets(''))
  expect(await output('own-strategy.ts', '127.0.0.1', door.port, knocker.port)).toBe(
    `${door.port} open syn-ack\n`,
  )
  expect([door.accepted, knocker.accepted]).toEqual([1, 1])
})

/** Its reply comes in one piece with what the peer says first; a port that refuses is told. */
async function socksProxy(): Promise<number> {
  const proxy = createServer((client) => {
    client
      .on('error', () => {})
      .once('data', () => {
        client.write(Buffer.from([5, 0]))
        client.once('data', (wish: Buffer) => {
          const host = wish.toString('latin1', 5, 5 + wish[4]!)
          const upstream = connect({ host, port: wish.readUInt16BE(5 + wish[4]!) })
          upstream.on('error', () => client.end(Buffer.from([5, 5, 0, 1, 0, 0, 0, 0, 0, 0])))
          upstream.once('data', (banner) => {
            client.write(Buffer.concat([Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 9]), banner]))
            upstream.pipe(client).pipe(upstream)
          })
          client.on('close', () => upstream.destroy())
        })
      })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  return (proxy.address() as AddressInfo).port
}

test('own-connector', async () => {
  const ssh = await server(greets('SSH-2.0-OpenSSH_9.6\r\n'))
  const ports = `${ssh.port},${await closedPort()}`
  expect(await output('own-connector.ts', '127.0.0.1', ports, await socksProxy())).toBe(
    `${ssh.port} ssh OpenSSH\n`,
  )
})

const noMicrosocks = missingProgram('microsocks')
test.skipIf(noMicrosocks !== undefined)(`own-connector with microsocks${noMicrosocks ?? ''}`, async () => {
  const web = createWebServer((_request, response) => void response.setHeader('server', 'nginx/1.24.0').end())
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void web.close())
  const { port } = web.address() as AddressInfo
  const proxy = await startServer(({ port }) => ({
    program: 'microsocks',
    args: ['-i', '127.0.0.1', '-p', `${port}`],
  }))
  onTestFinished(() => proxy.stop())
  expect(await output('own-connector.ts', '127.0.0.1', `${port},${await closedPort()}`, proxy.port)).toBe(
    `${port} http nginx\n`,
  )
  expect(proxy.log()).toContain(`127.0.0.1:${port}`)
})

test('rtsp-probe', async () => {
  const camera = (status: string, field: string): Promise<ScriptedServer> =>
    server(
      answers((heard) => {
        const asked = Buffer.from(heard).toString()
        return asked.startsWith('DESCRIBE rtsp://127.0.0.1')
          ? `RTSP/1.0 ${status}\r\nCSeq: 7\r\n${field}\r\n\r\n`
          : ''
      }),
    )
  const open = await camera('200 OK', 'Server: Acme Eye')
  const shut = await camera('401 Unauthorized', 'WWW-Authenticate: Digest realm="eye"')
  const printed = await output('rtsp-probe.ts', '127.0.0.1', `${open.port},${shut.port}`)
  expect(printed.trim().split('\n').sort()).toEqual(
    [`127.0.0.1 ${open.port} Acme Eye: open to anybody`, `127.0.0.1 ${shut.port} camera: closed`].sort(),
  )
})
