import { sameBytes } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

const TEST_ACT = Buffer.from([0x68, 4, 0x43, 0, 0, 0])
const TEST_CON = Buffer.from([0x68, 4, 0x83, 0, 0, 0])

const confirmation: Matcher = (answer, { sent, probe }) => {
  if (!sameBytes(answer, 0, TEST_CON, 0, TEST_CON.length)) return undefined
  // Data may follow at once, in frames of the same form.
  if (answer.length > TEST_CON.length && answer[TEST_CON.length] !== 0x68) return undefined
  const asked = sent !== undefined && sent.length === TEST_ACT.length && sameBytes(sent, 0, TEST_ACT, 0, 6)
  if (sent === undefined ? probe !== undefined && probe !== 'iec104' : !asked) return undefined
  return {
    name: 'iec104',
    confidence: asked ? 'verified' : 'structured',
    evidence: 'TESTFR con',
  }
}

/**
 * IEC 60870-5-104, section 5.1.
 *
 * Asks: TESTFR act, which tests the connection; data transfer is never started.
 * Known by: TESTFR con.
 */
export const iec104: ServiceProbe = {
  name: 'iec104',
  ports: [2404],
  rarity: 9,
  optIn: true,
  hello: () => TEST_ACT,
  enough: (bytes) => bytes.length >= TEST_CON.length,
  matchers: [confirmation],
}
