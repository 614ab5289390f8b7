import { crc32 } from 'node:zlib'
import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `nrpe`. */
export interface NrpeDetails {
  /** What it answers to the one command that every agent knows. */
  readonly text: string
}

/** Version, type, checksum and result; a text of 1,024 bytes; two bytes of filling. */
const LENGTH = 1_036
const TEXT = 10
const TEXT_LENGTH = 1_024
const [VERSION, QUERY, RESPONSE] = [2, 1, 2]
/** What `check_nrpe` asks where it is given no command. */
const COMMAND = '_NRPE_CHECK'

function hello(): Uint8Array {
  const packet = Buffer.alloc(LENGTH)
  packet.writeUInt16BE(VERSION, 0)
  packet.writeUInt16BE(QUERY, 2)
  packet.write(COMMAND, TEXT)
  packet.writeUInt32BE(crc32(packet), 4)
  return packet
}

/** Over the packet with zeros in its own place. */
function isSumRight(packet: Uint8Array): boolean {
  const copy = Buffer.from(packet)
  const sum = copy.readUInt32BE(4)
  copy.writeUInt32BE(0, 4)
  return crc32(copy) === sum
}

const response: Matcher = (answer) => {
  if (answer.length !== LENGTH) return undefined
  const view = viewOf(answer)
  if (view.getUint16(0) !== VERSION || view.getUint16(2) !== RESPONSE || !isSumRight(answer)) return undefined
  const text = latin1(answer, TEXT, TEXT + TEXT_LENGTH).split('\0', 1)[0]!
  const version = trimVersion(/^NRPE v(?<version>\d[\w.]{0,20})/.exec(text)?.[1])
  return {
    name: 'nrpe',
    product: 'NRPE',
    vendor: 'Nagios',
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: 'nagios', product: 'remote_plugin_executor', version })],
    details: { text: cleanValue(text) ?? '' } satisfies NrpeDetails,
    confidence: 'verified',
    evidence: 'response whose checksum fits',
  }
}

/**
 * Nagios Remote Plugin Executor, version 2 of its packets, by its documentation.
 *
 * Asks: `_NRPE_CHECK`, which runs nothing and tells the version.
 * Known by: a response of the one length whose checksum fits.
 * Version: the response.
 */
export const nrpe: ServiceProbe = {
  name: 'nrpe',
  ports: [5666],
  tlsPorts: [5666],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= LENGTH,
  matchers: [response],
  reacts: { http: 'reset', tls: 'reset' },
}
