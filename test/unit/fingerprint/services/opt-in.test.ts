import { describe, expect, it } from 'vitest'
import type { Found } from '../../../../src/testing/memory-network.ts'
import type { PortResult } from '../../../../src/model/result.ts'
import { collect } from '../../../../src/flow/collect.ts'
import { scan } from '../../../../src/scan.ts'
import { commonServices, optInServices } from '../../../../src/fingerprint/services/index.ts'
import { linkFrame } from '../../../../src/fingerprint/services/dnp3.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { enip } from '../../../fixtures/services/enip.ts'
import { iec104 } from '../../../fixtures/services/iec104.ts'
import { modbus } from '../../../fixtures/services/modbus.ts'
import { s7 } from '../../../fixtures/services/s7.ts'
import { memoryNetwork } from '../../../support/memory-network.ts'
import { answers, greets, type PeerScript } from '../../../support/peer-script.ts'

/** Puts some of the bytes that were heard into an answer. */
function echoing(answer: string, at: number, heard: Uint8Array, from: number, length: number): Uint8Array {
  const whole = bytes(answer)
  whole.set(heard.subarray(from, from + length), at)
  return whole
}

/** A station's answer to REQUEST LINK STATUS. */
const STATUS = 0x0b

/** What a device says to the question that its protocol is asked, whose number it repeats. */
const devices: Readonly<Record<string, (heard: Uint8Array) => Uint8Array | string | undefined>> = {
  lpd: (heard) => (Buffer.from(heard).toString() === '\x03lp\n' ? 'no entries\n' : undefined),
  pjl: (heard) => `@PJL ${/ECHO [\w-]+/.exec(Buffer.from(heard).toString('latin1'))![0]}\r\n\x0c`,
  modbus: (heard) => echoing(modbus.basic, 0, heard, 0, 2),
  s7: (heard) =>
    heard[5] === 0xe0 ? echoing(s7.confirmed, 6, heard, 8, 2) : echoing(s7.setUp, 11, heard, 11, 2),
  dnp3: (heard) => linkFrame(STATUS, Buffer.from(heard).readUInt16LE(6), 4),
  enip: (heard) => echoing(enip.identity, 12, heard, 12, 8),
  iec104: () => bytes(iec104.confirmed),
}

interface Heard {
  readonly result: PortResult
  readonly words: number
}

async function named(port: number, script: PeerScript, names: readonly string[]): Promise<Heard> {
  let words = 0
  const counted: PeerScript = (peer) =>
    script({
      ...peer,
      listen: (hear) =>
        peer.listen((chunk) => {
          words++
          hear(chunk)
        }),
    })
  const network = memoryNetwork({ ports: { [`192.0.2.7:${port}`]: counted satisfies Found } })
  const probes = [...commonServices, ...names]
  const budget = { time: 1_000 }
  const options = { ports: port, connector: network.connector, services: { probes, budget } } as const
  const [result] = await collect(scan('192.0.2.7', options))
  expect(network).toMatchObject({ open: 0, dialling: 0 })
  return { result: result!, words }
}

/** Of a printer's eight ports the first and the last. */
const endsOf = (ports: readonly number[]): number[] => [...new Set([ports[0]!, ports.at(-1)!])]
const onTcp = optInServices.flatMap(({ name, ports }) =>
  ports.length === 0 ? [] : endsOf(ports).map((port) => [name, port] as const),
)

describe.each(onTcp)('%s on port %i', (name, port) => {
  const device = answers(devices[name]!)

  it('hears nothing unasked', async () => {
    const { result, words } = await named(port, device, [])
    expect([words, result.state, result.service?.confidence]).toEqual([0, 'open', 'port-table'])
  })

  it('hears nothing where others were asked by name', async () => {
    const others = optInServices.filter(({ ports }) => !ports.includes(port)).map((other) => other.name)
    expect((await named(port, device, others)).words).toBe(0)
  })

  it('is listened to, and not answered', async () => {
    const { result, words } = await named(port, greets('SSH-2.0-OpenSSH_9.6\r\n', device), [])
    expect([words, result.service?.name]).toEqual([0, 'ssh'])
  })

  it('is asked by name', async () => {
    const { result, words } = await named(port, device, [name])
    expect(words).toBeGreaterThan(0)
    expect(result.service).toMatchObject({ name, probe: name })
    expect(result.service?.confidence).not.toBe('port-table')
  })
})
