import { latin1 } from '../field.ts'
import { header, type HttpResponse } from '../http-response.ts'

interface Clue {
  /** The service that it is. */
  readonly name: string
  readonly title?: RegExp
  readonly server?: RegExp
  /** In the first 512 bytes of its page. */
  readonly text?: RegExp
  /** No field in its header at all. */
  readonly bare?: true
}

const CLUES: readonly Clue[] = [
  { name: 'socks5', title: /^This is a SOCKS Proxy\b/i },
  { name: 'tor-control', title: /^Tor's ControlPort is not an HTTP proxy/ },
  // It takes HTTP for nothing but a tunnel.
  { name: 'rtsp', server: /^GStreamer RTSP server\b/i },
  { name: 'boinc', text: /^Access denied\n$/, bare: true },
  { name: 'xpra', text: /\bMessage: this port does not support HTTP requests\b/ },
]

/** The service that answers a request of HTTP only to say that it is another one. */
export function otherService(
  parsed: HttpResponse,
  answer: Uint8Array,
  title: string | undefined,
): string | undefined {
  if (parsed.status < 400) return undefined
  const server = header(parsed, 'server')?.slice(0, 256)
  const text = parsed.bodyAt === undefined ? undefined : latin1(answer, parsed.bodyAt, parsed.bodyAt + 512)
  const fits = (on: RegExp | undefined, field = ''): boolean => on === undefined || on.test(field)
  return CLUES.find(
    (clue) =>
      fits(clue.title, title) &&
      fits(clue.server, server) &&
      fits(clue.text, text) &&
      (clue.bare === undefined || parsed.headers.length === 0),
  )?.name
}
