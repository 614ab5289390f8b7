import { ScanError } from 'portscan-core'
import type { SimulatedHosts } from './simulated-host.ts'
import type { SimulatedMachine } from './simulated-machine.ts'
import type { SimulatedPath } from './simulated-path.ts'

/** What numbers of a kind must be. */
interface Rule {
  readonly expected: string
  holds(value: number): boolean
}

const duration: Rule = { expected: 'milliseconds, 0 or more', holds: (value) => value >= 0 }
const share: Rule = { expected: 'a share from 0 to 1', holds: (value) => value >= 0 && value <= 1 }
const amount: Rule = { expected: 'a number above 0', holds: (value) => value > 0 }

/** Throws `ERR_OPTION` for numbers that mean nothing: a simulation that took them would tell nonsense quietly. */
export function checkPath(prefix: string, { rtt, jitter, loss, syn, rst, icmp }: SimulatedPath): void {
  const at = `paths['${prefix}']`
  check(`${at}.rtt`, rtt, duration)
  check(`${at}.jitter`, jitter, duration)
  for (const way of typeof loss === 'object' ? [loss.out, loss.back] : [loss]) check(`${at}.loss`, way, share)
  for (const [kind, policer] of Object.entries({ syn, rst, icmp })) {
    check(`${at}.${kind}.perSecond`, policer?.perSecond, amount)
    check(`${at}.${kind}.burst`, policer?.burst, amount)
  }
}

/** The same for hosts. Ports are checked where they are read. */
export function checkHosts(prefix: string, hosts: SimulatedHosts): void {
  if (typeof hosts !== 'object') return
  const at = `hosts['${prefix}']`
  const { up, open, filtered, closed, rejects } = hosts
  check(`${at}.up`, up, share)
  for (const [name, ports] of Object.entries({ open, filtered, closed, ...rejects })) {
    if (typeof ports === 'object' && 'share' in ports) check(`${at}.${name}.share`, ports.share, share)
  }
}

/** The same for the machine; its stalls are checked by the clock. */
export function checkMachine({ descriptors, localPorts }: SimulatedMachine): void {
  check('machine.descriptors', descriptors, amount)
  check('machine.localPorts', localPorts, amount)
}

function check(name: string, value: number | undefined, { expected, holds }: Rule): void {
  if (value === undefined || (typeof value === 'number' && holds(value))) return
  throw new ScanError('ERR_OPTION', `${name}: expected ${expected}, got ${String(value)}`, { input: name })
}
