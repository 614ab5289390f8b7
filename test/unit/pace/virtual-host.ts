import { NetworkPath } from '../../../src/pace/network-path.ts'
import { SendWindow } from '../../../src/pace/send-window.ts'
import { Slots } from '../../../src/pace/slots.ts'
import { HostPath } from '../../../src/pace/host-path.ts'
import type { TrySent } from '../../../src/pace/path.ts'
import type { PathBounds } from '../../../src/pace/path-bounds.ts'

export const bounds: PathBounds = {
  perHost: 2_000,
  timeout: { first: 1_000, least: 100, most: 3_000 },
  retries: { least: 2, most: 10, missing: 0.03 },
  rate: { start: 320, most: Infinity },
}

/** A try as the pacer remembers it. */
export function trySent(sentAt = 0, number = 1): TrySent {
  const port = { tries: number, past: { excused: 0, silent: undefined, rounds: 0, slowTries: 0 } }
  return { number, port, sentAt, window: undefined, networkWindow: undefined, counted: false, telling: false }
}

/** A window in which so many first tries went out at so many a second. */
export function windowOf(rate: number, first: number, answered: number, slow = false): SendWindow {
  const window = new SendWindow(0, (first / rate) * 1_000, rate, slow)
  window.first = first
  window.answered = answered
  return window
}

/** A host alone in its network. */
export function pathOf(limits: PathBounds = bounds): HostPath {
  return new HostPath(limits, new NetworkPath(limits, new Slots(limits.perHost)))
}

export interface VirtualHost {
  /** Milliseconds of a round trip. */
  readonly rtt: number
  /** Whether a try that arrives at `now` is answered. */
  answers(now: number): boolean
}

export interface Sending {
  readonly path: HostPath
  /** First tries sent, by hundredths of a second. */
  readonly sent: readonly number[]
  readonly answered: number
  /** Tries a second over a stretch of virtual time, in milliseconds. */
  rate(from: number, to: number): number
}

/** Sends first tries as fast as a path lets it, for so many milliseconds of virtual time. */
export function send(host: VirtualHost, length: number, path = pathOf()): Sending {
  const sent: number[] = []
  const due: { at: number; one: TrySent; answered: boolean }[] = []
  let answered = 0
  for (let now = 0; now < length; now++) {
    while (due[0] !== undefined && due[0].at <= now) {
      const { one, answered: yes } = due.shift()!
      if (yes) path.answered(one, now, true)
      else path.ended()
      if (yes) answered++
    }
    if (now % 10 === 0) path.judge(now)
    while (path.may(now)) {
      const one = trySent(now)
      path.sent(one, now)
      due.push({ at: now + host.rtt, one, answered: host.answers(now) })
      const step = Math.floor(now / 10)
      sent[step] = (sent[step] ?? 0) + 1
    }
  }
  return {
    path,
    sent,
    answered,
    rate(from, to) {
      let count = 0
      for (let step = from / 10; step < to / 10; step++) count += sent[step] ?? 0
      return (count * 1_000) / (to - from)
    },
  }
}

/** Answers at most so many tries a second, with room for a few at once. */
export function limiter(perSecond: number): (now: number) => boolean {
  let tokens = 10
  let at = 0
  return (now) => {
    tokens = Math.min(10, tokens + ((now - at) * perSecond) / 1_000)
    at = now
    if (tokens < 1) return false
    tokens--
    return true
  }
}
