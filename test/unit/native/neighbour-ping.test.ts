import { expect, test } from 'vitest'
import { neighbourPing, type NeighbourPing } from '../../../src/native/neighbour-ping.ts'
import { nativeHere } from '../../support/native-here.ts'

const way: NeighbourPing = {
  call: 'ownPing',
  name: 'own-ping',
  openWire(_calls, name, own) {
    throw new Error(`${name} of ${own.length >= 0}`)
  },
}

test('it has the name that it is given, and its options are checked at the call', () => {
  expect(neighbourPing(way, { timeout: 5, retries: 0 }).name).toBe('own-ping')
  expect(() => neighbourPing(way, { timeout: 0 })).toThrow("ownPing: option 'timeout'")
  expect(() => neighbourPing(way, { ports: [1] } as object)).toThrow('expected { timeout, retries }')
})

test.skipIf(!nativeHere)(
  'its wire is opened when a run begins, with the addresses of this machine',
  async () => {
    await expect(Promise.resolve(neighbourPing(way, {}).open!())).rejects.toThrow('ownPing() of true')
  },
)
