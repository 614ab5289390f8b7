import { ScanError } from '../model/errors.ts'
import type { Outcome } from '../model/result.ts'
import type { ProbeStrategy } from '../probe/strategy.ts'
import { addressWords } from '../threads/dial-records.ts'

/** Asked again at once, and more slowly. */
const NO_ROOM: Outcome = { state: 'none', reason: 'local-resource' }

/**
 * What becomes of tries that no thread takes. Whoever asked for SYNs wants no connections: only addresses that raw sockets
 * do not take are connected to. With a thread that `broke` in the middle of a scan it ends.
 */
export function insteadOfSyns(connect: ProbeStrategy, broke: () => boolean): ProbeStrategy {
  return {
    ...connect,
    probe(endpoint, attempt) {
      if (addressWords(endpoint.address) === undefined) return connect.probe(endpoint, attempt)
      return broke() ? Promise.reject(threadBroke()) : Promise.resolve(NO_ROOM)
    },
  }
}

function threadBroke(): ScanError {
  return new ScanError(
    'ERR_RESOURCE',
    'a thread that sends SYNs has ended in the middle of the scan, and synProbe() connects to nothing in its place: ' +
      'go on from a checkpoint, or scan with tcpConnect()',
  )
}
