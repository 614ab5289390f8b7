import { describe, expect, test } from 'vitest'
import { Poller } from '../../../src/native/poller.ts'
import { nativeHere } from '../../support/native-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

describe.skipIf(!nativeHere)('on this machine', () => {
  test('which descriptors can be read, and none when nothing is there', () => {
    const calls = systemCalls()
    const poller = new Poller(calls)
    const bells = [0, 1, 1].map((rung) => calls.eventfd(rung, 0o4000))
    for (const bell of bells) poller.add(bell)
    const readable = (): number[] => {
      const seen: number[] = []
      poller.wait(0, (fd) => seen.push(fd))
      return seen.sort((a, b) => a - b)
    }
    expect(readable()).toEqual(bells.slice(1))
    for (const bell of bells) calls.read(bell, new Uint8Array(8), 8)
    expect(readable()).toEqual([])
    poller.close()
    for (const bell of bells) calls.close(bell)
  })

  test('what cannot be watched is told', () => {
    const poller = new Poller(systemCalls())
    expect(() => poller.add(-1)).toThrow(/epoll_ctl/)
    poller.close()
  })
})
