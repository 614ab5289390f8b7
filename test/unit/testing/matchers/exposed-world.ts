import { memoryNetwork } from '../../../../src/testing/memory-network.ts'
import { answers, greets } from '../../../../src/testing/peer-script.ts'
import { staticResolver } from '../../../../src/testing/static-resolver.ts'

const page = 'HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\nContent-Length: 0\r\n\r\n'

/** 192.0.2.7 speaks SSH on 22 and HTTP on 80; 8443 is open and silent; what is not described refuses. */
export const { connector } = memoryNetwork({
  ports: {
    '192.0.2.7:22': greets('SSH-2.0-OpenSSH_9.6p1\r\n'),
    '192.0.2.7:80': answers(() => page),
    '192.0.2.7:8443': 'open',
    '192.0.2.7:25': { code: 'EHOSTUNREACH', syscall: 'connect' },
    '192.0.2.7:26': { code: 'EPERM', syscall: 'connect' },
    '192.0.2.8:22': 'open',
    '[2001:db8::7]:22': 'open',
    '[2001:db8::7]:8080': 'open',
  },
})

export const resolver = staticResolver({
  names: { 'www.example': ['192.0.2.7', '2001:db8::7'], 'half.example': ['192.0.2.7', '192.0.2.8'] },
})

/** Asks a port no more than what is usual there, and waits no longer than it must in memory. */
export const services = { intensity: 0, budget: { time: 200 } }

/** How tests look at it. */
export const here = { connector, resolver, services }
