import { version } from '../model/version.ts'
import type { HelloContext } from './service-probe.ts'

/** A body to send along. */
export interface RequestBody {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Who asks (RFC 9110, section 10.1.5): the tool, where to read about it, and whom to write to if the user says. */
export function userAgent({ contact }: HelloContext): string {
  const about = '+https://www.npmjs.com/package/portscan-core'
  return `portscan-core/${version} (${contact === undefined ? about : `${about}; ${contact}`})`
}

/** An HTTP/1.1 request (RFC 9112) for one answer: identity encoding, nothing that a cache or a login would need. */
export function httpRequest(path: string, context: HelloContext, body?: RequestBody): Uint8Array {
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `Host: ${authority(context)}`,
    `User-Agent: ${userAgent(context)}`,
    'Accept: */*',
    'Accept-Encoding: identity',
    ...(body === undefined ? [] : [`Content-Type: ${body.type}`, `Content-Length: ${body.bytes.length}`]),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body?.bytes ?? NOTHING])
}

const NOTHING = new Uint8Array(0)

/** Host and, where it is not the usual one, port, as the field `Host` and URIs have them (RFC 3986, section 3.2). */
export function authority({ name, address, port, tls }: HelloContext): string {
  const literal = address.includes(':') ? `[${address.split('%')[0]!}]` : address
  const host = name !== undefined && /^[\w.-]{1,253}$/.test(name) ? name : literal
  return port === (tls ? 443 : 80) ? host : `${host}:${port}`
}
