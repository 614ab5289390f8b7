// The control of full-range: `net.connect` as one would write it, 500 at a time, one JSON line for each open port.
import { connect } from 'node:net'

let next = 1
await Promise.all(Array.from({ length: 500 }, worker))

async function worker() {
  while (next <= 65_535) {
    const port = next++
    if (await isOpen(port)) console.log(JSON.stringify({ kind: 'port', port, state: 'open' }))
  }
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (open) => {
      socket.destroy()
      resolve(open)
    }
    socket.setTimeout(1_000, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
