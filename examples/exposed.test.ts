// In a test: these ports are open, and no others.
import assert from 'node:assert/strict'
import test from 'node:test'
import { findOpenPorts } from 'portscan-core'

const { HOST = '127.0.0.1', PORTS = '1-1024', ALLOWED = '22' } = process.env

await test(`${HOST} exposes ${ALLOWED}, and nothing else`, async () => {
  const open = await findOpenPorts(HOST, PORTS)
  assert.deepEqual(open, ALLOWED.split(',').map(Number))
})
