import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Transport } from '../../../src/model/endpoint.ts'
import type { DialFailure } from '../../../src/net/connection.ts'

// What each system says in each trouble, and what is made of it. Linux was measured, and test/integration/errno-table
// provokes it; for macOS and Windows it is what their documents say. A code that no row has must come out as unknown.

type Row = readonly [
  trouble: string,
  state: string,
  reason: string,
  codes: Readonly<Partial<Record<'linux' | 'darwin' | 'win32', readonly (string | DialFailure)[]>>>,
]

const atBind = (code: string): DialFailure => ({ code, syscall: 'bind', local: true })
const before = (code: string): DialFailure => ({ code, syscall: 'connect', local: true })

const rows: readonly Row[] = [
  [
    'reset after the handshake',
    'open',
    'conn-reset',
    { linux: ['ECONNRESET', 'EPIPE'], darwin: ['ECONNRESET'], win32: ['ECONNRESET', 'ECONNABORTED'] },
  ],
  [
    'RST, or port unreachable',
    'closed',
    'conn-refused',
    { linux: ['ECONNREFUSED'], darwin: ['ECONNREFUSED'], win32: ['ECONNREFUSED'] },
  ],
  ['network unreachable', 'filtered', 'net-unreach', { linux: ['ENETUNREACH'], darwin: ['ENETUNREACH'] }],
  ['host unreachable', 'filtered', 'host-unreach', { linux: ['EHOSTUNREACH'], darwin: ['EHOSTUNREACH'] }],
  ['ICMPv6 admin prohibited', 'filtered', 'admin-prohibited', { linux: ['EACCES'], win32: ['EACCES'] }],
  ['protocol unreachable', 'filtered', 'proto-unreach', { linux: ['ENOPROTOOPT'], darwin: ['ENOPROTOOPT'] }],
  ['source route failed', 'filtered', 'dest-unreach', { linux: ['ENOTSUP', 'EOPNOTSUPP'] }],
  ['host unknown', 'filtered', 'host-unknown', { linux: ['EHOSTDOWN'], darwin: ['EHOSTDOWN'] }],
  ['host isolated', 'filtered', 'dest-unreach', { linux: ['ENONET'] }],
  ['parameter problem', 'filtered', 'dest-unreach', { linux: ['EPROTO'] }],
  [
    'silence, ours or the kernel’s end of patience',
    'filtered',
    'no-response',
    { linux: ['ETIMEDOUT'], darwin: ['ETIMEDOUT'], win32: ['ETIMEDOUT'] },
  ],
  [
    'no route',
    'none',
    'no-route',
    {
      linux: ['EHOSTUNREACH', 'EACCES', 'EINVAL', 'ENETUNREACH'].map(before),
      darwin: ['ENETUNREACH', 'EHOSTUNREACH'].map(before),
      win32: ['ENETUNREACH'].map(before),
    },
  ],
  [
    'no IPv6',
    'none',
    'no-route',
    { linux: [before('EAFNOSUPPORT')], darwin: ['EAFNOSUPPORT'], win32: ['EAFNOSUPPORT'] },
  ],
  [
    'not let out by firewall, seccomp or security module',
    'unknown',
    'local-policy',
    {
      linux: ['EPERM', before('EPERM')],
      darwin: [before('EPERM'), before('EACCES')],
      win32: [before('EACCES')],
    },
  ],
  [
    'no descriptor left',
    'none',
    'local-resource',
    { linux: ['EMFILE', 'ENFILE'], darwin: ['EMFILE', 'ENFILE'], win32: ['EMFILE'] },
  ],
  [
    'no local port left',
    'none',
    'local-resource',
    {
      linux: [before('EADDRNOTAVAIL'), atBind('EADDRINUSE')],
      darwin: [before('EADDRNOTAVAIL')],
      win32: [before('EADDRINUSE'), before('ENOBUFS')],
    },
  ],
  [
    'no buffer left',
    'none',
    'local-resource',
    { linux: ['ENOBUFS', 'ENOMEM', 'EAGAIN'], darwin: ['ENOBUFS'], win32: ['ENOBUFS'] },
  ],
  [
    'a source address that is not ours, or of the other family',
    'none',
    'no-route',
    {
      linux: [atBind('EADDRNOTAVAIL'), atBind('EINVAL')],
      darwin: [atBind('EADDRNOTAVAIL'), atBind('EINVAL')],
      win32: [atBind('EADDRNOTAVAIL'), atBind('EINVAL')],
    },
  ],
  ['the interface went away', 'none', 'local-network', { linux: ['ENETDOWN', 'ENETRESET'] }],
]

const datagrams: readonly Row[] = [
  [
    'port unreachable',
    'closed',
    'port-unreach',
    { linux: ['ECONNREFUSED'], darwin: ['ECONNREFUSED'], win32: ['ECONNRESET'] },
  ],
  ['admin prohibited', 'filtered', 'admin-prohibited', { linux: ['EACCES'] }],
  ['protocol unreachable', 'filtered', 'proto-unreach', { linux: ['ENOPROTOOPT'] }],
  ['silence', 'open|filtered', 'no-response', { linux: ['ETIMEDOUT'] }],
  ['too large for the way', 'none', 'local-resource', { linux: ['EMSGSIZE'] }],
]

const real = process.platform

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: real })
  // Files share a process: nobody else may find the table of another system.
  vi.resetModules()
})

describe.each(['linux', 'darwin', 'win32'] as const)('on %s', (platform) => {
  const cases = (table: readonly Row[], transport: Transport) =>
    table.flatMap(([trouble, state, reason, codes]) =>
      (codes[platform] ?? [])
        .map((failure) => (typeof failure === 'string' ? { code: failure } : failure))
        .map((failure) => ({ trouble, state, reason, failure, code: failure.code, transport })),
    )

  test.each([...cases(rows, 'tcp'), ...cases(datagrams, 'udp')])(
    '$transport: $code, $trouble: $state, $reason',
    async ({ state, reason, failure, code, transport }) => {
      const outcomeOf = await outcomesOn(platform)
      expect(outcomeOf(failure, transport)).toEqual({ state, reason, errorCode: code })
    },
  )
})

async function outcomesOn(platform: string) {
  Object.defineProperty(process, 'platform', { value: platform })
  vi.resetModules()
  return (await import('../../../src/net/outcome.ts')).outcomeOf
}
