// Run by errno-table.test.ts in a network of its own: dials what it is told and prints what the connector said.
// node errno-dials.mjs <library> <JSON: { dials, responder?, hold?, exhaust? }>
import { fork, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { createServer } from 'node:net'

const [library, told] = process.argv.slice(2)
if (library === 'peer') servePeers()
else await dialAll(JSON.parse(told))

async function dialAll({ dials, responder, hold = false, exhaust = false }) {
  const { tcpConnector } = await import(library)
  await startHelpers(responder)
  if (exhaust) useUpDescriptors()
  const held = []
  // One after the other where connections are held; else all at once, but those that block the loop last.
  const together = hold ? [] : dials.filter(({ block }) => !block)
  const rows = await Promise.all(together.map(dial))
  for (const one of dials) if (!together.includes(one)) rows.push(await dial(one))
  for (const connection of held) connection.close()
  process.stdout.write(`${JSON.stringify(rows)}\n`, () => process.exit())

  async function dial({ name, address = '127.0.0.1', port = 80, timeout = 2_500, localAddress, block }) {
    const family = address.includes(':') ? 6 : 4
    const connector = tcpConnector(localAddress === undefined ? {} : { localAddress })
    const opening = connector({ address, family, port, transport: 'tcp' }, { timeout })
    // After Node's own tick, in which it connects: what the peer does meanwhile is seen late.
    if (block) process.nextTick(blockLoop, block)
    try {
      const connection = await opening
      if (hold) held.push(connection)
      else connection.close()
      return { name, code: 'connected' }
    } catch ({ code, syscall, local = false, cause }) {
      return { name, code, syscall, local, byKernel: cause !== undefined }
    }
  }
}

async function startHelpers(responder) {
  const helpers = []
  process.once('exit', () => helpers.forEach((helper) => helper.kill()))
  process.once('SIGTERM', () => process.exit(1))
  const peers = fork(import.meta.filename, ['peer'])
  helpers.push(peers)
  const ready = [new Promise((resolve) => peers.once('message', resolve))]
  if (responder !== undefined) {
    const icmp = spawn('python3', ['-B', responder, 'lo'], { stdio: ['ignore', 'pipe', 'inherit'] })
    helpers.push(icmp)
    ready.push(new Promise((resolve) => icmp.stdout.once('data', resolve)))
  }
  await Promise.all(ready)
}

/** 80 and 81 keep the connection, 901 resets it at once, 902 ends it at once. */
function servePeers() {
  const ways = {
    80: () => {},
    81: () => {},
    901: (socket) => socket.resetAndDestroy(),
    902: (socket) => socket.end(),
  }
  let left = Object.keys(ways).length
  for (const [port, greet] of Object.entries(ways)) {
    const server = createServer((socket) => greet(socket.on('error', () => {})))
    server.listen(Number(port), '127.0.0.1', () => --left === 0 && process.send('ready'))
  }
  process.once('disconnect', () => process.exit())
}

function useUpDescriptors() {
  try {
    for (;;) openSync('/dev/null')
  } catch ({ code }) {
    if (code !== 'EMFILE') throw new Error(`expected EMFILE, but got ${code}`)
  }
}

function blockLoop(ms) {
  const end = performance.now() + ms
  while (performance.now() < end);
}
