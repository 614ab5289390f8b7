import { describe, expect, test } from 'vitest'
import { CANCELLED, outcomeOf, POLICY, SELF_CONNECT } from '../../../src/net/outcome.ts'

describe('outcomeOf: said by the network', () => {
  test.each([
    ['ECONNREFUSED', 'closed', 'conn-refused'],
    ['ECONNRESET', 'open', 'conn-reset'],
    ['ECONNABORTED', 'open', 'conn-reset'],
    ['EPIPE', 'open', 'conn-reset'],
    ['ETIMEDOUT', 'filtered', 'no-response'],
    ['ENETUNREACH', 'filtered', 'net-unreach'],
    ['EHOSTUNREACH', 'filtered', 'host-unreach'],
    ['EACCES', 'filtered', 'admin-prohibited'],
    ['ENOPROTOOPT', 'filtered', 'proto-unreach'],
    ['EHOSTDOWN', 'filtered', 'host-unknown'],
    ['ENOTSUP', 'filtered', 'dest-unreach'],
    ['EOPNOTSUPP', 'filtered', 'dest-unreach'],
    ['ENONET', 'filtered', 'dest-unreach'],
    ['EPROTO', 'filtered', 'dest-unreach'],
  ])('%s is %s, %s, with its code', (code, state, reason) => {
    expect(outcomeOf({ code, syscall: 'connect' })).toEqual({ state, reason, errorCode: code })
    expect(outcomeOf({ code, local: false })).toEqual({ state, reason, errorCode: code })
  })
})

describe('outcomeOf: said by this machine', () => {
  test.each([
    ['EMFILE', 'none', 'local-resource'],
    ['ENFILE', 'none', 'local-resource'],
    ['ENOBUFS', 'none', 'local-resource'],
    ['ENOMEM', 'none', 'local-resource'],
    ['ENOSPC', 'none', 'local-resource'],
    ['EAGAIN', 'none', 'local-resource'],
    ['EADDRNOTAVAIL', 'none', 'local-resource'],
    ['EADDRINUSE', 'none', 'local-resource'],
    ['ENETDOWN', 'none', 'local-network'],
    ['ENETRESET', 'none', 'local-network'],
    ['EPERM', 'unknown', 'local-policy'],
    [SELF_CONNECT, 'none', 'self-connect'],
    [POLICY, 'none', 'policy'],
  ])('%s is %s, %s, whether a packet was sent or not', (code, state, reason) => {
    for (const local of [true, false])
      expect(outcomeOf({ code, syscall: 'connect', local })).toEqual({ state, reason, errorCode: code })
  })

  test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EACCES', 'EINVAL'])(
    '%s before any packet comes from the routing table',
    (code) => {
      expect(outcomeOf({ code, local: true })).toEqual({ state: 'none', reason: 'no-route', errorCode: code })
    },
  )

  test('a source address that is not ours is no lack of ports', () => {
    expect(outcomeOf({ code: 'EADDRNOTAVAIL', syscall: 'bind', local: true })).toEqual({
      state: 'none',
      reason: 'no-route',
      errorCode: 'EADDRNOTAVAIL',
    })
  })
})

test.each(['EWHAT', 'EINVAL', CANCELLED, 'constructor', ''])(
  '%s is in no table: unknown, and shown',
  (code) => {
    expect(outcomeOf({ code, local: false })).toEqual({
      state: 'unknown',
      reason: 'system-error',
      errorCode: code,
    })
  },
)

test('what has no code is a bug in a connector, and is thrown on', () => {
  const bug = new TypeError('x is not a function')
  expect(() => outcomeOf(bug as never)).toThrow(bug)
  expect(() => outcomeOf(undefined as never)).toThrow()
})

describe('outcomeOf: by datagram', () => {
  test.each([
    ['ECONNREFUSED', 'closed', 'port-unreach'],
    ['ECONNRESET', 'closed', 'port-unreach'],
    ['ETIMEDOUT', 'open|filtered', 'no-response'],
    ['EHOSTUNREACH', 'filtered', 'host-unreach'],
    ['ENETUNREACH', 'filtered', 'net-unreach'],
    ['EACCES', 'filtered', 'admin-prohibited'],
    ['ENOPROTOOPT', 'filtered', 'proto-unreach'],
    ['EMSGSIZE', 'none', 'local-resource'],
    ['ENOBUFS', 'none', 'local-resource'],
    ['EAGAIN', 'none', 'local-resource'],
    ['EMFILE', 'none', 'local-resource'],
    ['ECONNABORTED', 'unknown', 'system-error'],
    ['EPIPE', 'unknown', 'system-error'],
    ['ENEVERHEARD', 'unknown', 'system-error'],
  ])('%s is %s, %s', (code, state, reason) => {
    expect(outcomeOf({ code, syscall: 'recvmsg' }, 'udp')).toEqual({ state, reason, errorCode: code })
  })

  test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EACCES', 'EINVAL'])('%s of our own is no route', (code) => {
    expect(outcomeOf({ code, syscall: 'connect', local: true }, 'udp')).toMatchObject({ reason: 'no-route' })
  })
})
