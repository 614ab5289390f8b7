import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instruction } from '../../../src/native/socket-filter.ts'
import { emptyAnswer, readIcmp6, readTcp4, readTcp6 } from '../../../src/native/syn-answer.ts'
import { icmpFilter, tcpFilter } from '../../../src/native/syn-filter.ts'
import { icmpAnswer, tcpAnswer } from '../../support/packets.ts'
import { synEnds } from '../../support/syn-ends.ts'

const ports = { base: 0x9a40, mask: 0xfff0 }

/** A machine for the instructions that these filters have (bpf(4)). */
function passes(program: readonly Instruction[], packet: DataView): boolean {
  let [a, x] = [0, 0]
  try {
    for (let at = 0; ; at++) {
      const [code, yes, no, k] = program[at]!
      if (code === 0x06) return k > 0
      if (code === 0xb1) x = (packet.getUint8(k) & 15) * 4
      else if (code === 0x28) a = packet.getUint16(k)
      else if (code === 0x30) a = packet.getUint8(k)
      else if (code === 0x48) a = packet.getUint16(x + k)
      else if (code === 0x50) a = packet.getUint8(x + k)
      else if (code === 0x54) a &= k
      else if (code === 0x15) at += a === k ? yes : no
      else if (code === 0x45) at += (a & k) !== 0 ? yes : no
      else throw new Error(`an instruction that no filter of ours has: ${code}`)
    }
  } catch (error) {
    // A load past the end ends the program.
    if (error instanceof RangeError) return false
    throw error
  }
}

const readers = { tcp4: readTcp4, tcp6: readTcp6, icmp6: readIcmp6 }

test.each([4, 6] as const)('family %i: answers to our ports pass, answers to others do not', (family) => {
  const ours = fc.integer({ min: ports.base, max: ports.base + 15 })
  const [type, code] = family === 4 ? [3, 13] : [1, 1]
  fc.assert(
    fc.property(synEnds(family), ours, fc.nat(10), (one, from, options) => {
      for (const ends of [one, { ...one, from }]) {
        const passed = ends.from >> 4 === ports.base >> 4
        for (const flags of [0x12, 0x14]) {
          expect(passes(tcpFilter(family, ports), tcpAnswer(ends, flags, 1, options))).toBe(passed)
        }
        expect(passes(icmpFilter(family, ports), icmpAnswer(ends, type, code))).toBe(passed)
      }
    }),
  )
})

test('what else comes to our ports stays outside: data, requests to connect, ends', () => {
  const [ends] = fc.sample(synEnds(4), 1)
  for (const flags of [0x02, 0x04, 0x10, 0x11, 0x18]) {
    expect(passes(tcpFilter(4, ports), tcpAnswer({ ...ends!, from: ports.base }, flags, 1))).toBe(false)
  }
})

test('what the reader takes for an answer passes where it is for one of our ports, and nowhere else', () => {
  const bytes = fc.uint8Array({ minLength: 40, maxLength: 192 })
  const filters = {
    tcp4: tcpFilter(4, ports),
    tcp6: tcpFilter(6, ports),
    icmp6: icmpFilter(6, ports),
  }
  fc.assert(
    fc.property(bytes, fc.boolean(), (packet, headed) => {
      if (headed) packet[0] = 0x45
      const view = new DataView(packet.buffer, packet.byteOffset, packet.length)
      for (const name of ['tcp4', 'tcp6', 'icmp6'] as const) {
        const answer = emptyAnswer()
        const read = readers[name](view, packet.length, answer)
        const ours = (answer.from & ports.mask) === ports.base
        if (read) expect(passes(filters[name], view)).toBe(ours)
      }
    }),
    { numRuns: 1_000 },
  )
})
