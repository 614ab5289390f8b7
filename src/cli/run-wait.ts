import { escapeText } from '../report/index.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { onInterrupt } from './interrupt.ts'
import type { Library } from './library.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'
import type { WaitFlags } from './wait-flags.ts'

interface Place {
  readonly text: string
  readonly host: string
  readonly port: number
}

/** `portscan wait`: until every port is as wished, or the time is over. */
export async function runWait(
  args: readonly string[],
  flags: WaitFlags,
  session: Session,
): Promise<ExitCode> {
  const places = args.map(readPlace)
  const library = await session.world.library()
  const interrupt = onInterrupt(session.world)
  // One that cannot succeed ends the wait for the others too.
  const over = new AbortController()
  const signal = AbortSignal.any([interrupt.signal, over.signal])
  try {
    const codes = await Promise.all(places.map((place) => waitFor(place, flags, library, signal, session)))
    return codes.find((code) => code !== exitCode.done) ?? exitCode.done
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
    session.log('warn', 'interrupted')
    return exitCode.interrupted
  } finally {
    over.abort()
    interrupt.release()
  }
}

async function waitFor(
  { text, host, port }: Place,
  flags: WaitFlags,
  { waitForPort }: Library,
  signal: AbortSignal,
  { log, world }: Session,
): Promise<ExitCode> {
  const { timeout, interval } = flags
  const state = flags.closed === true ? 'closed' : 'open'
  const started = performance.now()
  try {
    await waitForPort(host, port, {
      state,
      signal,
      ...(timeout !== undefined && { timeout }),
      ...(interval !== undefined && { interval }),
    })
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'ERR_TIMEOUT') throw error
    log('error', error.message, { code: 'ERR_TIMEOUT' })
    return exitCode.timedOut
  }
  const took = Math.round(performance.now() - started)
  if (flags.quiet !== true) world.stdout.write(`${escapeText(text)} is ${state} (after ${took} ms)\n`)
  return exitCode.done
}

/** `name:port`, `address:port`, `[IPv6 address]:port`. */
function readPlace(text: string): Place {
  const [, bracketed, plain, digits] = /^(?:\[([^\][]+)\]|([^:\][]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host !== undefined && port >= 1 && port <= 65535) return { text, host, port }
  throw new UsageError(`'${text}': expected host:port, such as localhost:5432 or [::1]:8080`)
}
