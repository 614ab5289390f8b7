import { getEventListeners } from 'node:events'
import { readdirSync } from 'node:fs'

/** What the process holds at one moment. */
export interface OpenHandles {
  /** File descriptors; undefined where the system has no list of them. */
  readonly descriptors: number | undefined
  /** Active resources of the event loop by name, such as `TCPSocketWrap` or `Timeout`. */
  readonly resources: Readonly<Record<string, number>>
}

export function openHandles(): OpenHandles {
  const resources: Record<string, number> = {}
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1
  return { descriptors: countDescriptors(), resources }
}

/**
 * Waits until the process holds no more than `before`; rejects with what is left after `ms` (default 2,000).
 *
 * @example
 * const before = openHandles()
 * for await (const port of scan('127.0.0.1')) break
 * await backTo(before)
 */
export async function backTo(before: OpenHandles, ms = 2_000): Promise<void> {
  const until = performance.now() + ms
  for (;;) {
    const left = beyond(before, openHandles())
    if (left.length === 0) return
    if (performance.now() > until) throw new Error(`Still open: ${left.join(', ')}`)
    await new Promise((later) => setTimeout(later, 2))
  }
}

/** How many listeners wait for a signal's abort. */
export function abortListeners(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length
}

// Timers and immediates of the test runner come and go; a test that minds timers uses the manual clock.
const PASSING = new Set(['Timeout', 'Immediate', 'FSReqCallback', 'FSReqPromise', 'CloseReq'])

function beyond(before: OpenHandles, now: OpenHandles): string[] {
  const left = Object.entries(now.resources)
    .filter(([name, count]) => !PASSING.has(name) && count > (before.resources[name] ?? 0))
    .map(([name, count]) => `${String(count - (before.resources[name] ?? 0))} ${name}`)
  const descriptors = (now.descriptors ?? 0) - (before.descriptors ?? 0)
  return descriptors > 0 ? [...left, `${String(descriptors)} file descriptors`] : left
}

function countDescriptors(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return undefined
  }
}
