import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScanReport } from '../../../../src/model/report.ts'
import type { Service } from '../../../../src/model/service.ts'
import type { ReportDiff } from '../../../../src/report/diff/report-diff.ts'
import { diffReports } from '../../../../src/report/diff/diff-reports.ts'
import { certificateOf, hostOf, portOf, reportOf, servicePort, skippedHost, tlsPort } from './reports.ts'
import { mirrored, twoScans } from './two-scans.ts'

/** `'192.0.2.7 22/tcp vanished'`, and of a host without ports `'192.0.2.7 vanished'`. */
function told({ hosts }: ReportDiff): string[] {
  return hosts.flatMap(({ address, change, ports, rest, facts }) => [
    ...(change === 'changed' ? [] : [`${address} ${change}`]),
    ...facts.map(({ fact, before, after }) => `${address} ${fact} ${before ?? ''} → ${after ?? ''}`),
    ...ports.map(({ port, transport, changes }) => `${address} ${port}/${transport} ${changes.join(' ')}`),
    ...(rest === undefined ? [] : [`${address} rest ${rest.ports} ${rest.before} → ${rest.after}`]),
  ])
}

describe('hosts', () => {
  const up = hostOf([portOf(22)])

  test('one that was looked for and not found has vanished, the other way round it appeared', () => {
    const gone = reportOf([], { skipped: [skippedHost('192.0.2.7')] })
    expect(told(diffReports(reportOf([up]), gone))).toEqual([
      '192.0.2.7 vanished',
      '192.0.2.7 22/tcp vanished',
    ])
    expect(told(diffReports(gone, reportOf([up])))).toEqual([
      '192.0.2.7 appeared',
      '192.0.2.7 22/tcp appeared',
    ])
  })

  test('one that the other scan did not look at is no change, and that is said', () => {
    const diff = diffReports(reportOf([up]), reportOf([]))
    expect(diff).toMatchObject({ compared: 0, hosts: [] })
    expect(diff.notCompared).toEqual([{ address: '192.0.2.7', found: 'before', why: 'not-scanned' }])
  })

  test('the reason why it was not looked at is told', () => {
    const skipped = [skippedHost('192.0.2.7', { reason: 'policy' })]
    expect(diffReports(reportOf([]), reportOf([up]), {}).notCompared[0]?.why).toBe('not-scanned')
    expect(diffReports(reportOf([], { skipped }), reportOf([up])).notCompared[0]?.why).toBe('policy')
  })

  test('one whose ports are all silent now, where some had answered, has vanished', () => {
    const silent = hostOf([], { filtered: 1000 })
    expect(told(diffReports(reportOf([up]), reportOf([silent])))).toEqual([
      '192.0.2.7 vanished',
      '192.0.2.7 22/tcp vanished',
      '192.0.2.7 rest 999 closed → filtered',
    ])
  })

  test('one that is silent on fewer ports than had been asked is only changed', () => {
    const silent = hostOf([], { filtered: 1 }, { scanned: '22' })
    expect(told(diffReports(reportOf([up]), reportOf([silent])))).toEqual(['192.0.2.7 22/tcp vanished'])
  })

  test('one that is silent to a scan, and had been found by an echo only, is no change', () => {
    const echo = hostOf([], { filtered: 1000 }, { reason: 'echo-reply' })
    const silent = hostOf([], { filtered: 1000 })
    expect(diffReports(reportOf([echo]), reportOf([silent]))).toMatchObject({ compared: 1, hosts: [] })
    expect(
      told(diffReports(reportOf([echo]), reportOf([], { skipped: [skippedHost('192.0.2.7')] }))),
    ).toEqual(['192.0.2.7 vanished'])
  })

  test('one that is silent and one that is down are the same', () => {
    const silent = reportOf([hostOf([], { filtered: 1000 })])
    const down = reportOf([], { skipped: [skippedHost('192.0.2.7')] })
    expect(diffReports(silent, down).hosts).toEqual([])
    expect(diffReports(silent, reportOf([])).notCompared).toEqual([])
  })

  test('of a block that was looked through, whoever is not listed is down', () => {
    const { address: _address, ...block } = skippedHost('192.0.2.0/24')
    expect(told(diffReports(reportOf([up]), reportOf([], { skipped: [block] })))).toEqual([
      '192.0.2.7 vanished',
      '192.0.2.7 22/tcp vanished',
    ])
  })

  test('another hardware address is another machine', () => {
    const [old, now] = ['00:00:5e:00:53:01', '00:00:5e:00:53:02']
    const diff = diffReports(reportOf([{ ...up, mac: old }]), reportOf([{ ...up, mac: now }]))
    expect(told(diff)).toEqual([`192.0.2.7 mac ${old} → ${now}`])
  })

  test('a name that leads to another address is the same host, elsewhere', () => {
    const name = 'www.example'
    const moved = hostOf(
      [portOf(22), portOf(80)],
      { closed: 998 },
      { address: '192.0.2.8', name, target: name },
    )
    const diff = diffReports(reportOf([{ ...up, name, target: name }]), reportOf([moved]))
    expect(told(diff)).toEqual(['192.0.2.8 address 192.0.2.7 → 192.0.2.8', '192.0.2.8 80/tcp appeared'])
  })

  test('one that is given twice, with other ports each time, is one host', () => {
    const twice = [
      hostOf([portOf(22)], {}, { scanned: '22' }),
      hostOf([portOf(80)], { closed: 998 }, { scanned: '1-21,23-1000' }),
    ]
    const once = hostOf([portOf(22), portOf(80)])
    expect(diffReports(reportOf(twice), reportOf([once])).hosts).toEqual([])
    expect(diffReports(reportOf([once]), reportOf(twice)).hosts).toEqual([])
  })
})

describe('ports', () => {
  test('one that is not listed is closed only where it was scanned', () => {
    const before = reportOf([
      hostOf([portOf(22), portOf(8443)], { closed: 1000 }, { scanned: '1-1000,8443' }),
    ])
    const after = reportOf([hostOf([])])
    const diff = diffReports(before, after)
    expect(diff.hosts[0]?.ports).toMatchObject([{ port: 22, stateBefore: ['open'], stateAfter: ['closed'] }])
    expect(diff.notCompared).toEqual([
      { address: '192.0.2.7', found: 'before', ports: '8443', why: 'not-scanned' },
    ])
  })

  test('where the rest has two states, it is one of them', () => {
    const after = reportOf([hostOf([], { closed: 500, filtered: 500 })])
    const diff = diffReports(reportOf([hostOf([portOf(22)])]), after)
    expect(diff.hosts[0]?.ports).toMatchObject([
      { changes: ['vanished'], stateAfter: ['closed', 'filtered'] },
    ])
  })

  test('where some ports have no verdict, an open one may be among them', () => {
    const after = reportOf([hostOf([portOf(80)], { closed: 500 }, { unprobed: 499 })])
    const diff = diffReports(reportOf([hostOf([portOf(22), portOf(80)])]), after)
    expect(diff.hosts).toEqual([])
    expect(diff.notCompared).toEqual([
      { address: '192.0.2.7', found: 'before', ports: '22', why: 'no-verdict' },
    ])
  })

  test('where open ports are counted and not listed, nothing is said', () => {
    const after = reportOf([hostOf([], { closed: 990, open: 10 })])
    expect(diffReports(reportOf([hostOf([portOf(22)])]), after).hosts).toEqual([])
  })

  test('a firewall before ports that were closed', () => {
    const diff = diffReports(
      reportOf([hostOf([portOf(22)])]),
      reportOf([hostOf([portOf(22)], { filtered: 999 })]),
    )
    expect(told(diff)).toEqual(['192.0.2.7 rest 999 closed → filtered'])
  })

  test('UDP and TCP of one number are two ports', () => {
    const scanned = '53,U:53'
    const [tcp, udp] = [portOf(53), portOf(53, { transport: 'udp', reason: 'udp-response' })]
    const before = reportOf([hostOf([tcp], { 'open|filtered': 1 }, { scanned })])
    const after = reportOf([hostOf([tcp, udp], {}, { scanned })])
    expect(told(diffReports(before, after))).toEqual(['192.0.2.7 53/udp appeared'])
  })
})

describe('services', () => {
  test('one that only one report names is no change, and that is said', () => {
    const named = reportOf([hostOf([servicePort(80, { product: 'nginx' })])])
    const guessed = reportOf([hostOf([servicePort(80, { name: 'www', confidence: 'port-table' })])])
    const diff = diffReports(named, guessed)
    expect(diff.hosts).toEqual([])
    expect(diff.notCompared).toEqual([
      { address: '192.0.2.7', found: 'before', ports: '80', why: 'no-service' },
    ])
  })

  test('a certificate that comes near its end is told of once', () => {
    const days = (left: number) => [hostOf([tlsPort(443, { notAfter: `2026-12-${left - 9}T07:00:00.000Z` })])]
    const hosts = days(40)
    const on = (day: number) => reportOf(hosts, { day })
    expect(told(diffReports(on(9), on(10)))).toEqual([])
    expect(told(diffReports(on(10), on(11)))).toEqual(['192.0.2.7 443/tcp certificate-expiry'])
    expect(told(diffReports(on(11), on(12)))).toEqual([])
    expect(told(diffReports(on(39), on(40)))).toEqual(['192.0.2.7 443/tcp certificate-expiry'])
    expect(told(diffReports(on(11), on(12), { certificateDays: 29 }))).toEqual([
      '192.0.2.7 443/tcp certificate-expiry',
    ])
    expect(told(diffReports(on(0), on(1), { now: new Date('2027-01-01') }))).toHaveLength(1)
  })

  test('one that is near its end when its port appears is told of', () => {
    const after = reportOf([hostOf([tlsPort(443, { notAfter: '2026-12-01T00:00:00.000Z' })])])
    expect(told(diffReports(reportOf([hostOf([])]), after))).toEqual([
      '192.0.2.7 443/tcp appeared certificate-expiry',
    ])
  })

  test('a report of another program is compared by what both words mean', () => {
    const ours = reportOf([hostOf([servicePort(53, { name: 'dns', product: 'BIND', version: '9.18.33' })])])
    const theirs = [servicePort(53, { name: 'domain', product: 'ISC BIND', version: '9.18.33-1 Debian' })]
    expect(told(diffReports(ours, reportOf([hostOf(theirs)], { version: 'nmap 7.95' })))).toEqual([
      '192.0.2.7 53/tcp version',
    ])
    const same = [servicePort(53, { name: 'domain', product: 'ISC BIND', version: '9.18.33 (Debian)' })]
    expect(told(diffReports(ours, reportOf([hostOf(same)], { version: 'nmap 7.95' })))).toEqual([])
    expect(told(diffReports(ours, reportOf([hostOf(same)])))).toHaveLength(1)
  })
})

test.each([-1, NaN, Infinity])('%d days are no days', (certificateDays) => {
  expect(() => diffReports(reportOf([]), reportOf([]), { certificateDays })).toThrow(
    /option 'certificateDays': expected a number of days from 0, such as 30, but got/,
  )
})

const SERVICE_CHANGES = ['service', 'product', 'version', 'tls', 'certificate', 'host-key'] as const

interface ServiceChange {
  readonly host: number
  readonly port: number
  readonly what: (typeof SERVICE_CHANGES)[number]
}

/** Ten hosts with five services each, changed at these places. */
function services(changed: readonly ServiceChange[]): ScanReport {
  const hosts = Array.from({ length: 10 }, (_, host) => {
    const address = `192.0.2.${host}`
    const ports = Array.from({ length: 5 }, (_, port) => {
      const what = changed.find((change) => change.host === host && change.port === port)?.what
      return { ...servicePort(port + 1, changedService(what)), address }
    })
    return hostOf(ports, undefined, { address })
  })
  return reportOf(hosts)
}

function changedService(what: ServiceChange['what'] | undefined): Partial<Service> {
  const is = (change: ServiceChange['what']): boolean => what === change
  return {
    // Every kind of change on one service, so that none hides another; a real one would not have a certificate.
    name: is('service') ? 'http' : 'ssh',
    product: is('product') ? 'Dropbear' : 'OpenSSH',
    version: is('version') ? '9.2p1' : '8.9p1',
    details: { hostKey: { type: 'ssh-ed25519', fingerprint: is('host-key') ? 'SHA256:b' : 'SHA256:a' } },
    tls: {
      version: is('tls') ? 'TLSv1.2' : 'TLSv1.3',
      certificate: certificateOf({ fingerprint256: (is('certificate') ? 'cd' : 'ab').repeat(32) }),
    },
  }
}

describe('of any two scans', () => {
  test('a report does not differ from itself', () => {
    fc.assert(
      fc.property(twoScans, ({ before }) => {
        expect(diffReports(before, before)).toMatchObject({ hosts: [], notCompared: [] })
      }),
    )
  })

  test('backwards it is the mirror image', () => {
    fc.assert(
      fc.property(twoScans, ({ before, after }) => {
        expect(diffReports(after, before)).toEqual(mirrored(diffReports(before, after)))
      }),
    )
  })

  test('each port that was opened or closed is found where both scanned it, and nothing else is', () => {
    fc.assert(
      fc.property(twoScans, ({ before, after, opened, closed }) => {
        const { hosts } = diffReports(before, after)
        const found = (change: string): string[] =>
          hosts.flatMap(({ address, ports }) =>
            ports.filter(({ changes }) => changes[0] === change).map(({ port }) => `${address} ${port}`),
          )
        expect(found('appeared').sort()).toEqual(opened)
        expect(found('vanished').sort()).toEqual(closed)
      }),
    )
  })

  test('each change of a service is found, and nothing else is', () => {
    const where = fc.record({ host: fc.nat(9), port: fc.nat(4), what: fc.constantFrom(...SERVICE_CHANGES) })
    const changes = fc.uniqueArray(where, { selector: ({ host, port }) => `${host} ${port}` })
    fc.assert(
      fc.property(changes, (changed) => {
        const diff = diffReports(services([]), services(changed), { now: new Date('2026-11-21') })
        const expected = changed.map(({ host, port, what }) => `192.0.2.${host} ${port + 1}/tcp ${what}`)
        expect(
          diff.hosts
            .flatMap(({ address, ports }) =>
              ports.map(({ port, changes }) => `${address} ${port}/tcp ${changes.join(' ')}`),
            )
            .sort(),
        ).toEqual(expected.sort())
        expect(diff.notCompared).toEqual([])
      }),
    )
  })

  test('each other change of state is true', () => {
    fc.assert(
      fc.property(twoScans, ({ before, after, stateAt }) => {
        for (const { address, ports } of diffReports(before, after).hosts) {
          for (const { port, stateBefore, stateAfter, changes } of ports) {
            expect(changes.length).toBeGreaterThan(0)
            const [old, now] = stateAt(address, port)
            expect(old).not.toBe(now)
            expect(stateBefore).toContain(old)
            expect(stateAfter).toContain(now)
          }
        }
      }),
    )
  })

  test('where all states are listed, each change of state is found', () => {
    fc.assert(
      fc.property(twoScans, ({ before, after, listsAll, changedStates }) => {
        fc.pre(listsAll)
        const found = diffReports(before, after).hosts.flatMap(({ address, ports }) =>
          ports.map(({ port }) => `${address} ${port}`),
        )
        expect(found.sort()).toEqual(changedStates)
      }),
    )
  })
})
