// What most scanners on `net.connect` do: 500 at a time, a second for each, no second try. Prints ip, port, state.
// Run: node plain-loop.mjs FILE-OF-ADDRESSES FIRST-LAST
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

const [file, range] = process.argv.slice(2)
const hosts = readFileSync(file, 'utf8').trim().split('\n')
const [first, last] = range.split('-').map(Number)
const each = last - first + 1

let next = 0
await Promise.all(Array.from({ length: 500 }, worker))

async function worker() {
  while (next < hosts.length * each) {
    const host = hosts[Math.floor(next / each)]
    const port = first + (next++ % each)
    console.log(`${host}\t${port}\t${await stateOf(host, port)}`)
  }
}

function stateOf(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (state) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(state)
    }
    const timer = setTimeout(end, 1_000, 'filtered')
    socket.once('connect', () => end('open'))
    socket.once('error', ({ code }) => end(code === 'ECONNREFUSED' ? 'closed' : 'filtered'))
  })
}
