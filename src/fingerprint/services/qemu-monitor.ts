import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const GREETING = /^QEMU (?<version>\d{1,3}(?:\.\d{1,3}){1,3}) monitor - type 'help'/

const greeting: Matcher = (answer) => {
  const version = GREETING.exec(latin1(answer, 0, 128))?.groups?.['version']
  if (version === undefined) return undefined
  return {
    name: 'qemu-monitor',
    product: 'QEMU',
    vendor: 'QEMU',
    version,
    cpe: [cpe({ part: 'a', vendor: 'qemu', product: 'qemu', version })],
    confidence: 'structured',
    evidence: 'greeting with a version',
  }
}

/**
 * QEMU's human monitor, "QEMU Monitor" of its documentation. Who is connected may do anything to the machine.
 *
 * Asks: nothing.
 * Known by: the greeting.
 * Version: the greeting.
 */
export const qemuMonitor: ServiceProbe = {
  name: 'qemu-monitor',
  ports: [55_555],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
