// How an application meets the package, for the compiler alone: checked against the sources by `npm run typecheck`,
// against the built types by the tests, and in an empty project by `npm run check:package`.
import {
  collect,
  isService,
  pipe,
  ScanError,
  type ErrorCode,
  type Service,
  type SmbDetails,
  type SshDetails,
  type Stage,
} from 'portscan-core'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(...proof: Equal<A, B> extends true ? [] : ['these types differ', A, B]): void {
  void proof
}

const double: Stage<number, number> = async function* (source) {
  for await (const item of source) yield item * 2
}
const joined = pipe([1, 2, 3], double)
same<typeof joined, AsyncIterable<number>>()

const all = collect(joined)
same<typeof all, Promise<number[]>>()

const error = new ScanError('ERR_TARGET', 'expected an address', { input: '10.0.0.300', position: 7 })
same<typeof error.code, ErrorCode>()

// @ts-expect-error: the list of codes is closed
new ScanError('ERR_WHATEVER', 'no such code')
// @ts-expect-error: a stage takes what the one before it gives
pipe(['a'], double)

/** What an application reads of a service, by its name. */
export function keyOf(service: Service | undefined): string | undefined {
  if (isService(service, 'ssh')) {
    same<typeof service.name, string & 'ssh'>()
    same<typeof service.details.hostKey, SshDetails['hostKey']>()
    // @ts-expect-error: it may be absent
    same<typeof service.details.protocol, string>()
    return service.details.hostKey?.fingerprint
  }
  if (isService(service, 'smb')) {
    same<typeof service.details.signing, SmbDetails['signing']>()
    return service.details.host?.dnsName
  }
  // Either version of HTTP.
  if (isService(service, 'http')) return service.details.favicon?.sha256 ?? service.details.server
  // @ts-expect-error: the names are known
  return isService(service, 'shh') ? 'a mistake' : undefined
}
