import fc from 'fast-check'
import type { ScanReport } from '../../../../src/model/report.ts'
import type { PortResult } from '../../../../src/model/result.ts'
import { diffReports } from '../../../../src/report/diff/diff-reports.ts'
import type { ReportDiff } from '../../../../src/report/diff/report-diff.ts'
import { hostileText, openService, portResult } from '../arbitrary-events.ts'
import { certificateOf, hostOf, portOf, reportOf, servicePort, skippedHost, tlsPort } from './reports.ts'

/** A diff with everything in it that a diff can tell. */
export function sampleDiff(): ReportDiff {
  const { before, after } = comparedReports()
  return diffReports(before, after)
}

/** The reports that it is of. */
export function comparedReports(): { readonly before: ScanReport; readonly after: ScanReport } {
  const address = '192.0.2.9'
  const renewed = { fingerprint256: 'cd'.repeat(32), notAfter: '2026-12-01T00:00:00.000Z' }
  const before = [
    hostOf(
      [
        servicePort(22, { name: 'ssh', product: 'OpenSSH', version: '8.9p1' }),
        portOf(23, { portName: 'telnet' }),
        tlsPort(443),
        portOf(8443),
      ],
      { closed: 997 },
      { name: 'www.example', mac: '00:00:5e:00:53:01', scanned: '1-1000,8443' },
    ),
    hostOf([portOf(80)], undefined, { address }),
    hostOf([portOf(80)], undefined, { address: '192.0.2.130' }),
  ]
  const after = [
    hostOf(
      [
        servicePort(22, { name: 'ssh', product: 'OpenSSH', version: '9.2p1' }),
        tlsPort(443, renewed, 'TLSv1.2'),
        servicePort(631, { name: 'ipp', product: 'CUPS' }),
      ],
      { filtered: 997 },
      { name: 'www.example', mac: '00:00:5e:00:53:02' },
    ),
    hostOf([portOf(25)], undefined, { address: '192.0.2.10' }),
  ]
  return {
    before: reportOf(before, { skipped: [skippedHost('192.0.2.10')] }),
    after: reportOf(after, { day: 1, skipped: [skippedHost(address)] }),
  }
}

/** What comes out where every text of a peer is an attack. */
export const hostileDiff: fc.Arbitrary<ReportDiff> = fc
  .tuple(fc.array(portResult, { maxLength: 6 }), hostileText, hostileText, hostileText, fc.boolean())
  .map(([ports, name, product, subject, looked]) => {
    const facts = { name, tag: product, mac: subject }
    const changed = (text: string): PortResult =>
      portOf(443, {
        service: openService({
          product: text,
          version: name,
          tls: { certificate: certificateOf({ subject: text }) },
        }),
      })
    const early = [
      hostOf([changed(product)], undefined, facts),
      hostOf(ports, undefined, { address: '192.0.2.8' }),
    ]
    const late = [hostOf([changed(`${product}2`), ...ports.slice(1)], undefined, { ...facts, mac: name })]
    const skipped = looked ? [skippedHost('192.0.2.8')] : []
    return diffReports(reportOf(early, { started: name }), reportOf(late, { version: `x ${name}`, skipped }))
  })
