import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseDump } from '../../../../src/fingerprint/services/rpcbind-dump.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { rpcbind as said } from '../../../fixtures/services/rpcbind.ts'

const RESULTS = 28

it('reads programs, their ports and their paths', () => {
  expect(parseDump(bytes(said.programs), RESULTS)).toEqual([
    { program: 100_000, name: 'rpcbind', version: 4, netid: 'tcp6', port: 111 },
    { program: 100_000, name: 'rpcbind', version: 2, netid: 'tcp', port: 111 },
    { program: 100_000, name: 'rpcbind', version: 4, netid: 'local', path: '/run/rpcbind.sock' },
  ])
})

it('names no program that it does not know, and no port that there is not', () => {
  const entry = '\0\0\0\x01\x20\0\0\x01\0\0\0\x01\0\0\0\x03tcp\0\0\0\0\x091.1.999.9\0\0\0\0\0\0\0\0\0\0\0'
  expect(parseDump(bytes(entry), 0)).toEqual([{ program: 0x2000_0001, version: 1, netid: 'tcp' }])
})

it('stops at a text that is longer than it may be, or than what is there', () => {
  const long = said.programs.replace('\0\0\0\x04tcp6', '\0\0\xff\x04tcp6')
  expect(parseDump(bytes(long), RESULTS)).toEqual([])
  for (let length = RESULTS; length < said.programs.length; length++)
    expect(parseDump(bytes(said.programs.slice(0, length)), RESULTS).length).toBeLessThanOrEqual(3)
})

it('lists 128 of them at most', () => {
  const entry = '\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0'
  expect(parseDump(bytes(entry.repeat(300)), 0)).toHaveLength(128)
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(40), (random, start) => {
      parseDump(Buffer.concat([bytes('\0\0\0\x01'), random]), start)
    }),
    { numRuns: 2_000 },
  )
})
