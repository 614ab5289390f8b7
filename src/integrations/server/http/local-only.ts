import { isLoopback } from '../settings/loopback.ts'
import { HttpProblem } from './problem.ts'

/**
 * Where no key is asked for, any page in the user's browser could ask: only requests that name this machine as the host, and
 * pages of this machine as their origin, are answered (against DNS rebinding and cross-site requests).
 */
export function checkLocal(headers: {
  readonly host?: string | undefined
  readonly origin?: string | undefined
}): void {
  const { host, origin } = headers
  if (host === undefined || !isLocalHost(host)) {
    throw new HttpProblem(403, 'forbidden_host', 'without keys only requests to this machine are answered')
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new HttpProblem(403, 'forbidden_origin', 'without keys only pages of this service may ask')
  }
}

/** `Host` as RFC 9110 7.2 has it: a name or an address, IPv6 in brackets, and perhaps a port. */
function isLocalHost(host: string): boolean {
  const [, v6, name] = /^(?:\[([\da-fA-F:.]+)\]|([\w.-]+))(?::\d{1,5})?$/.exec(host) ?? []
  return isLoopback(v6 ?? name ?? '')
}
