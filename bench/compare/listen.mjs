// Accepts connections and says nothing, until it is killed. Run: node listen.mjs '[["127.0.0.1",22],…]'
import { once } from 'node:events'
import { createServer } from 'node:net'

const BACKLOG = 4_096
const open = JSON.parse(process.argv[2])
await Promise.all(
  open.map(async ([address, port]) => {
    const server = createServer((socket) => socket.on('error', () => {}))
    server.listen(port, address, BACKLOG)
    await once(server, 'listening')
  }),
)
console.log('ready')
