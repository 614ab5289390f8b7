// In a test: a docker-compose stack publishes what its file says; the network sees of it what is meant for all.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import test from 'node:test'
import { assertExposesOnly, assertOpenPort } from 'portscan-core/testing'
import { parse } from 'yaml'

/** `BESIDES`: what the machine itself has open, beside the stack. */
const { COMPOSE = 'compose.yaml', NETWORK = hostname(), PORTS = '1-65535', BESIDES = '22' } = process.env

interface Stack {
  readonly services: Readonly<Record<string, { readonly ports?: readonly string[] }>>
}
const { services } = parse(readFileSync(COMPOSE, 'utf8')) as Stack

/** `8080:80` is published to all, `127.0.0.1:5432:5432` to this machine. */
const published = Object.values(services).flatMap(({ ports = [] }) =>
  ports.map((text) => {
    const { address = '0.0.0.0', port } = /^(?:(?<address>.+):)?(?<port>\d+):\d+$/.exec(text)?.groups ?? {}
    assert.ok(port, `'${text}' is not written as in '8080:80'`)
    return { local: address === '127.0.0.1', port: Number(port) }
  }),
)

await test('each published port answers on this machine', async () => {
  for (const { port } of published) await assertOpenPort('127.0.0.1', port)
})

await test(`${NETWORK} shows what is published to all, and nothing else`, async () => {
  const expected = published.filter(({ local }) => !local).map(({ port }) => port)
  const besides = BESIDES === '' ? {} : { excludePorts: BESIDES }
  await assertExposesOnly(NETWORK, expected, { ports: PORTS, ...besides, within: 300_000 })
})
