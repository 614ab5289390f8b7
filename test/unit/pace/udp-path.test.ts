import { expect, test } from 'vitest'
import { NetworkPath } from '../../../src/pace/network-path.ts'
import type { PortTries, TrySent } from '../../../src/pace/path.ts'
import { Slots } from '../../../src/pace/slots.ts'
import { UdpPath } from '../../../src/pace/udp-path.ts'
import { bounds, trySent } from './virtual-host.ts'

type Kind = 'open' | 'closed' | 'silent'

interface VirtualPort {
  readonly kind: Kind
  readonly tries: PortTries & { tries: number }
  state: Kind | 'unknown'
}

interface Limit {
  /** Refusals at once, and milliseconds until there is one more. */
  readonly burst: number
  readonly interval: number
}

const RTT = 5

/** Scans ports of one host, of which refusals are limited, in virtual time. */
function scanned(kinds: readonly Kind[], limit: Limit, most = 10) {
  const limits = { ...bounds, retries: { ...bounds.retries, most } }
  const path = new UdpPath(limits, new NetworkPath(limits, new Slots(limits.perHost)))
  const ports = kinds.map((kind): VirtualPort => ({
    kind,
    tries: { tries: 0, past: { excused: 0, silent: undefined, rounds: 2, slowTries: 0 } },
    state: 'unknown',
  }))
  const fresh = [...ports]
  const again: VirtualPort[] = []
  const flying: { at: number; one: TrySent & { refused: boolean }; port: VirtualPort; answered: boolean }[] =
    []
  let [tokens, filledAt, sent, now] = [limit.burst, 0, 0, 0]
  const answers = (port: VirtualPort): boolean => {
    if (port.kind !== 'closed') return port.kind === 'open'
    tokens = Math.min(limit.burst, tokens + (now - filledAt) / limit.interval)
    filledAt = now
    if (tokens < 1) return false
    tokens--
    return true
  }
  const launch = (port: VirtualPort): void => {
    const number = ++port.tries.tries
    const one = Object.assign(trySent(now, number), { port: port.tries, refused: false })
    path.sent(one, now)
    sent++
    flying.push({ at: now, one, port, answered: answers(port) })
  }
  const settle = ({ one, port, answered }: (typeof flying)[number]): void => {
    if (answered) {
      one.refused = port.kind === 'closed'
      path.answered(one, now, true)
      port.state = port.kind
    } else {
      path.ended()
      if (path.worthAnother(one)) again.push(port)
      else port.state = 'silent'
    }
  }
  for (; now < 600_000 && ports.some(({ state }) => state === 'unknown'); now++) {
    for (const try_ of flying.splice(0)) {
      const due = try_.answered ? RTT : path.timeout(try_.one.number)
      if (now - try_.at >= due) settle(try_)
      else flying.push(try_)
    }
    while (fresh.length + again.length > 0 && path.may(now, fresh.length > 0))
      launch(fresh.shift() ?? again.shift()!)
    if (now % 10 === 0) path.judge(now)
  }
  const wrong = ports.filter(({ kind, state }) => kind !== state)
  return { wrong, sent, time: now, most: Math.max(...ports.map(({ tries }) => tries.tries)) }
}

const NONE: Limit = { burst: 1_000_000, interval: 1 }
/** `net.ipv4.icmp_ratelimit` as Linux has it. */
const LINUX: Limit = { burst: 6, interval: 1_000 }

const ports = (open: number, closed: number, silent: number): Kind[] => [
  ...Array<Kind>(open).fill('open'),
  ...Array<Kind>(closed).fill('closed'),
  ...Array<Kind>(silent).fill('silent'),
]

test('without a limit everything is known at once', () => {
  const { wrong, time, most } = scanned(ports(3, 50, 3), NONE)
  expect(wrong).toEqual([])
  expect(time).toBeLessThan(3_000)
  expect(most).toBeLessThanOrEqual(6)
})

test('a host that answers one a second is waited for, and no closed port is overlooked', () => {
  const { wrong, time, sent } = scanned(ports(2, 40, 4), LINUX)
  expect(wrong).toEqual([])
  expect(time).toBeGreaterThan(30_000)
  expect(time).toBeLessThan(60_000)
  expect(sent).toBeLessThan(46 * 6)
})

test('a faster limit is found out', () => {
  const { wrong, time } = scanned(ports(2, 100, 4), { burst: 6, interval: 50 })
  expect(wrong).toEqual([])
  expect(time).toBeLessThan(60_000)
})

test('it goes on for two minutes at most: what is left is silent, which is no lie', () => {
  const { wrong, time } = scanned(ports(2, 400, 0), LINUX)
  expect(time).toBeLessThan(135_000)
  expect(wrong.every(({ kind, state }) => kind === 'closed' && state === 'silent')).toBe(true)
  expect(400 - wrong.length).toBeGreaterThan(100)
})

test('where one port refuses and all others are dropped, nobody waits long', () => {
  const { wrong, time } = scanned(ports(1, 1, 100), LINUX)
  expect(wrong).toEqual([])
  expect(time).toBeLessThan(15_000)
})

test('a host that never refused is not asked slowly', () => {
  const { wrong, time } = scanned(ports(1, 0, 60), LINUX)
  expect(wrong).toEqual([])
  expect(time).toBeLessThan(5_000)
})

test('no port gets more tries than it may', () => {
  for (const most of [1, 2, 4]) expect(scanned(ports(1, 30, 5), LINUX, most).most).toBeLessThanOrEqual(most)
})
