import { describe, expect, test } from 'vitest'
import { icmpPing, pingNeeds } from '../../../src/native/icmp-ping.ts'
import { systemClock } from '../../../src/model/clock.ts'
import { nativeHere } from '../../support/native-here.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { hostAt } from '../discover/tools.ts'

test('its options are checked at the call', () => {
  expect(icmpPing({ timeout: 5, retries: 0, localAddress: '127.0.0.1' }).name).toBe('icmp-ping')
  expect(() => icmpPing({ retries: -1 })).toThrow("icmpPing: option 'retries'")
  expect(() => icmpPing({ ports: [1] } as never)).toThrow('expected { timeout, retries, localAddress }')
})

test('what to do without the system’s calls', () => {
  expect(pingNeeds('ndPing()')).toMatchObject({
    name: 'ndPing()',
    instead: expect.stringContaining('tcpPing()') as string,
  })
})

async function allowed(): Promise<boolean> {
  try {
    await (
      await icmpPing().open!()
    )()
    return true
  } catch {
    return false
  }
}

const mayPing = nativeHere && (await allowed())
if (nativeHere && !mayPing) console.log('skipped: this process may not ping')

describe.skipIf(!mayPing)('on this machine', () => {
  test.each(['127.0.0.1', '::1'])('%s answers, and nothing stays open', async (address) => {
    const before = openHandles()
    const tools = {
      connector: () => Promise.reject(new Error('not asked for')),
      turn: () => Promise.resolve(true),
      perHost: 8,
      signal: new AbortController().signal,
      clock: systemClock,
    }
    const ping = icmpPing()
    const leave = await ping.open!()
    const all = await Promise.all(Array.from({ length: 20 }, () => ping.discover(hostAt(address), tools)))
    await leave()
    // A machine may be without IPv6.
    const status = address === '::1' && all[0]!.status === 'unknown' ? 'unknown' : 'up'
    expect(new Set(all.map((found) => found.status))).toEqual(new Set([status]))
    if (status === 'up') expect(all[0]).toMatchObject({ reason: 'echo-reply' })
    await backTo(before)
  })
})
