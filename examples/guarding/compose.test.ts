// In a test: a docker-compose stack publishes what its file says; the network sees of it what is meant for all.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import test from 'node:test'
import { findOpenPorts } from 'portscan-core'
import { parse } from 'yaml'

const { COMPOSE = 'compose.yaml', NETWORK = hostname(), PORTS = '1-65535', BESIDES = '22' } = process.env
/** What the machine itself has open, beside the stack. */
const besides = BESIDES.split(',').filter(Boolean).map(Number)

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
  const ports = published.map(({ port }) => port)
  assert.deepEqual(await findOpenPorts('127.0.0.1', ports), sorted(ports))
})

await test(`${NETWORK} shows what is published to all, and nothing else`, async () => {
  const open = await findOpenPorts(NETWORK, PORTS)
  const expected = published.filter(({ local }) => !local).map(({ port }) => port)
  assert.deepEqual(
    open.filter((port) => !besides.includes(port)),
    sorted(expected),
  )
})

function sorted(ports: readonly number[]): number[] {
  return [...ports].sort((a, b) => a - b)
}
