import { createRequire } from 'node:module'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { checkLayouts, checkMessageLayouts } from '../../../src/native/layout-check.ts'
import * as linux from '../../../src/native/linux.ts'
import { bindSystemCalls, type SystemCalls } from '../../../src/native/system-calls.ts'
import { nativeHere } from '../../support/native-here.ts'

describe.skipIf(!nativeHere)('on this machine', () => {
  const calls = nativeHere ? bindSystemCalls(createRequire(import.meta.url).resolve('koffi')) : undefined

  /** The system's calls, but that one gives other bytes than they. */
  const altered = (change: Partial<SystemCalls>): SystemCalls => ({ ...calls!, ...change })

  test('the layouts are the right ones', () => {
    expect(() => checkLayouts(calls!)).not.toThrow()
  })

  test('messages that tell their length elsewhere, or that do not come, turn it off', () => {
    expect(() => checkMessageLayouts(calls!)).not.toThrow()
    const recvmmsg: SystemCalls['recvmmsg'] = (fd, headers, most, flags, time) => {
      const count = calls!.recvmmsg(fd, headers, most, flags, time)
      ;(headers as Uint8Array).copyWithin(linux.MSG_LEN + 4, linux.MSG_LEN, linux.MSG_LEN + 4)
      ;(headers as Uint8Array).fill(0, linux.MSG_LEN, linux.MSG_LEN + 4)
      return count
    }
    const closed: unknown[] = []
    const close: SystemCalls['close'] = (fd) => {
      closed.push(fd)
      return calls!.close(fd)
    }
    for (const change of [{ recvmmsg }, { recvmmsg: () => -1 }, { sendmmsg: () => -1 }]) {
      expect(() => checkMessageLayouts(altered({ ...change, close }))).toThrow('struct mmsghdr')
    }
    expect(closed).toHaveLength(3)
  })

  test('events that hold their data elsewhere turn the engine off', () => {
    const epollWait: SystemCalls['epollWait'] = (epoll, events, most, timeout) => {
      const bytes = events as Uint8Array
      const count = calls!.epollWait(epoll, bytes, most, timeout)
      bytes.copyWithin(linux.EPOLL_DATA + 4, linux.EPOLL_DATA, linux.EPOLL_DATA + 4)
      bytes.fill(0, linux.EPOLL_DATA, linux.EPOLL_DATA + 4)
      return count
    }
    expect(() => checkLayouts(altered({ epollWait }))).toThrow('struct epoll_event')
  })

  test.each([
    [0, 8],
    [4, 16],
    [linux.EPOLL_DATA === 4 ? 8 : 4, linux.EPOLL_DATA === 4 ? 16 : 12],
  ])('events believed to have their data at %i and %i bytes turn the engine off', async (data, size) => {
    vi.doMock('../../../src/native/linux.ts', () => ({ ...linux, EPOLL_DATA: data, EPOLL_EVENT: size }))
    vi.resetModules()
    const mistaken = await import('../../../src/native/layout-check.ts')
    expect(() => mistaken.checkLayouts(calls!)).toThrow('struct epoll_event')
  })

  afterEach(() => {
    vi.doUnmock('../../../src/native/linux.ts')
    vi.resetModules()
  })

  test('longer events do', () => {
    const epollWait: SystemCalls['epollWait'] = (epoll, events, most, timeout) => {
      const count = calls!.epollWait(epoll, events, most, timeout)
      ;(events as Uint8Array)[2 * linux.EPOLL_EVENT] = 0
      return count
    }
    expect(() => checkLayouts(altered({ epollWait }))).toThrow('size of struct epoll_event')
  })

  test('socket addresses that begin otherwise do', () => {
    const getsockname: SystemCalls['getsockname'] = (fd, address, length) => {
      const told = calls!.getsockname(fd, address, length)
      ;(address as Uint8Array).copyWithin(linux.SIN_PORT + 2, linux.SIN_PORT, linux.SOCKADDR_IN)
      return told
    }
    expect(() => checkLayouts(altered({ getsockname }))).toThrow('struct sockaddr_in')
  })

  test('calls that fail do, and nothing stays open', () => {
    const closed: unknown[] = []
    const close: SystemCalls['close'] = (fd) => {
      closed.push(fd)
      return calls!.close(fd)
    }
    expect(() => checkLayouts(altered({ bind: () => -1, close }))).toThrow('struct sockaddr_in')
    expect(closed).toHaveLength(4)
  })
})
