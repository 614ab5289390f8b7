import { memoryNetwork } from '../../../../src/testing/memory-network.ts'
import { answers, closes, greets, type PeerScript } from '../../../../src/testing/peer-script.ts'
import { staticResolver } from '../../../../src/testing/static-resolver.ts'

const page = 'HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 0\r\n\r\n'

/** Accepts, says nothing, and hangs up on any word. */
const mute: PeerScript = (peer) => peer.listen(() => peer.close())

/**
 * 192.0.2.7 speaks SSH on 22 and HTTP on 80; 8443 is open, and nothing is to be learned there; what is not described
 * refuses. They hang up once they have nothing more to say: silence would be waited for in each test.
 */
export const { connector } = memoryNetwork({
  ports: {
    '192.0.2.7:22': greets('SSH-2.0-OpenSSH_9.6p1\r\n', closes),
    '192.0.2.7:80': answers(() => page),
    '192.0.2.7:8443': mute,
    '192.0.2.7:25': { code: 'EHOSTUNREACH', syscall: 'connect' },
    '192.0.2.7:26': { code: 'EPERM', syscall: 'connect' },
    '192.0.2.8:22': mute,
    '[2001:db8::7]:22': mute,
    '[2001:db8::7]:8080': mute,
  },
})

export const resolver = staticResolver({
  names: { 'www.example': ['192.0.2.7', '2001:db8::7'], 'half.example': ['192.0.2.7', '192.0.2.8'] },
})

/** Asks a port no more than what is usual there, and waits no longer than it must in memory. */
export const services = { intensity: 0, budget: { time: 200 } }

/** How tests look at it. */
export const here = { connector, resolver, services }
