// How an application meets the package, for the compiler alone: checked against the sources by `npm run typecheck`,
// against the built types by the tests, and in an empty project by `npm run check:package`.
import { collect, pipe, ScanError, type ErrorCode, type Stage } from 'portscan-core'

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
