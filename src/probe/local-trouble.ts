import type { Warning } from '../model/event.ts'
import type { Outcome } from '../model/result.ts'

/**
 * Tells the reader of the results, once for each kind, what went wrong on this machine: it says nothing of the peer,
 * but explains a slow scan or `unknown` ports.
 */
export class LocalTrouble {
  readonly #told = new Set<Warning['code']>()

  /** A warning for an outcome of a kind that was not met before. */
  notice({ reason, errorCode = 'no code' }: Outcome): Warning | undefined {
    if (reason === 'local-resource') {
      return this.#once(
        reason,
        `this machine ran out of sockets, ports or buffers (${errorCode}): the scan goes on with fewer connections at once`,
      )
    }
    if (reason === 'local-policy') {
      return this.#once(
        reason,
        `this machine does not let the scan connect (${errorCode}): look at its firewall, seccomp and cgroup rules; ` +
          'the ports concerned are unknown',
      )
    }
    if (reason === 'local-network') {
      return this.#once(
        'local-resource',
        `a network interface of this machine went away (${errorCode}); trying again`,
      )
    }
    if (reason === 'system-error') {
      return this.#once(
        reason,
        `connecting failed with ${errorCode}, which says nothing known of a port: it is unknown`,
      )
    }
    return undefined
  }

  #once(code: Warning['code'], message: string): Warning | undefined {
    if (this.#told.has(code)) return undefined
    this.#told.add(code)
    return { kind: 'warning', code, message }
  }
}
