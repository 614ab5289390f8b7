import type { FastifyReply } from 'fastify'
import { HttpProblem } from './problem.ts'

/** What answers say that no hook sees. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'content-type': 'application/json; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

const BAD_PATH = new HttpProblem(
  400,
  'bad_path',
  'the path is not as RFC 3986 has it, or a part of it is too long',
)

/** A path that leads to no route because it cannot be read: Fastify asks nobody else. */
export function answerBadPath(_error: unknown, _request: unknown, reply: FastifyReply): void {
  void reply.code(BAD_PATH.statusCode).headers(HEADERS).send(BAD_PATH.body)
}

interface RawSocket {
  readonly destroyed: boolean
  readonly writable: boolean
  write(text: string): unknown
  destroy(error: Error): unknown
}

/** What is no HTTP, is too slow, or has too much of a header: Node has a socket of it and nothing else. */
export function answerSocket(error: Error & { readonly code?: string }, socket: RawSocket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { statusCode, code, body } = socketProblem(error.code)
  if (socket.writable) {
    const text = JSON.stringify(body)
    const lines = Object.entries({
      ...HEADERS,
      'content-length': Buffer.byteLength(text),
      connection: 'close',
    })
    const head = lines.map(([name, value]) => `${name}: ${value}`)
    socket.write([`HTTP/1.1 ${statusCode} ${code}`, ...head, '', text].join('\r\n'))
  }
  socket.destroy(error)
}

function socketProblem(code: string | undefined): HttpProblem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new HttpProblem(408, 'too_slow', 'the request did not come in time')
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new HttpProblem(431, 'headers_too_large', 'the headers have more than 16 KiB')
  }
  return new HttpProblem(400, 'no_http', 'this is no request of HTTP/1.1')
}
