import { createServer } from 'node:net'
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BLOCK, PortBlock } from '../../../src/native/port-block.ts'
import { nativeHere } from '../../support/native-here.ts'
import { systemCalls } from '../../support/system-calls.ts'

const listen = (port: number, host: string): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code!))
    server.listen(port, host, () => server.close(() => resolve('free')))
  })

describe.skipIf(!nativeHere)('on this machine', () => {
  test.each([
    [4, '127.0.0.1'],
    [6, '::1'],
  ] as const)('its ports are nobody else’s while it is open, family %i', async (family, host) => {
    const open = readdirSync('/proc/self/fd').length
    const block = PortBlock.reserve(systemCalls(), family)!
    expect(block.base % BLOCK).toBe(0)
    const ports = Array.from({ length: BLOCK }, (_, attempt) => block.portOf(attempt + 1))
    expect(new Set(ports).size).toBe(BLOCK)
    for (const port of ports) {
      expect(port & block.mask).toBe(block.base)
      expect(await listen(port, host)).toBe('EADDRINUSE')
    }
    block.close()
    expect(await listen(ports[0]!, host)).toBe('free')
    expect(readdirSync('/proc/self/fd').length).toBe(open)
  })

  test('where one of them is taken it looks elsewhere, and gives up where all are', () => {
    const calls = systemCalls()
    // Anybody may have a port of the first place that comes to mind: so the places are those that were free just now.
    const drawn: number[] = []
    const random = (): number => {
      drawn.push(Math.random())
      return drawn.at(-1)!
    }
    const holder = PortBlock.reserve(calls, 4, random)!
    const first = drawn.at(-1)!
    const next = PortBlock.reserve(calls, 4, () =>
      drawn.length > 0 ? ((drawn.length = 0), first) : Math.random(),
    )!
    expect(next.base).not.toBe(holder.base)
    expect(drawn).toEqual([])
    next.close()
    const open = readdirSync('/proc/self/fd').length
    expect(PortBlock.reserve(calls, 4, () => first)).toBeUndefined()
    expect(readdirSync('/proc/self/fd').length).toBe(open)
    holder.close()
  })
})
