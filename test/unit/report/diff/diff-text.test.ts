import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffText } from '../../../../src/report/diff/diff-text.ts'
import { plainPaint } from '../../../../src/report/text-layout.ts'
import { hostileDiff, sampleDiff } from './sample-diff.ts'

test('everything that a diff can tell', () => {
  expect([...diffText(sampleDiff())].join('')).toMatchInlineSnapshot(`
    "from 2026-11-21 07:00:00 UTC to 2026-11-22 07:00:00 UTC

    192.0.2.7 (www.example)
      ~ hardware address: 00:00:5e:00:53:01 → 00:00:5e:00:53:02
      ~ 22/tcp     version                               ssh       OpenSSH 9.2p1
          version: 8.9p1 → 9.2p1
      - 23/tcp     open → filtered                       telnet?
      ~ 443/tcp    tls, certificate, certificate-expiry  tls/http  TLSv1.2, www.example, until 2026-12-01
          TLS: TLSv1.3 → TLSv1.2
          valid until: 2027-10-01T00:00:00.000Z → 2026-12-01T00:00:00.000Z
          SHA-256: abababababababababababababababababababababababababababababababab → cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd
          certificate: valid → expiring
      + 631/tcp    closed → open                         ipp       CUPS
      ~ 996 others  closed → filtered

    192.0.2.9  vanished
      - 80/tcp     open → gone

    192.0.2.10  appeared
      + 25/tcp     open

    not compared
      192.0.2.7 (www.example)  8443  open before, not scanned after
      192.0.2.130  found before, not scanned after

    1 host changed, 1 appeared, 1 vanished (3 compared); 2 ports opened, 2 closed, 2 otherwise changed
    "
  `)
})

test('new is green, gone is red', () => {
  const paint = { ...plainPaint, green: (text: string) => `[${text}]`, red: (text: string) => `{${text}}` }
  const text = [...diffText(sampleDiff(), { paint })].join('')
  expect(text).toContain('[  +] 631/tcp')
  expect(text).toContain('{  -} 23/tcp')
  expect(text).toContain('[appeared]')
})

test('a long list of what was not compared is cut, and says so', () => {
  const diff = sampleDiff()
  const gaps = Array.from({ length: 25 }, () => diff.notCompared[0]!)
  const lines = [...diffText({ ...diff, hosts: [], notCompared: gaps })].join('').split('\n')
  expect(lines.filter((line) => line.includes('192.0.2.'))).toHaveLength(20)
  expect(lines).toContain('  and 5 more')
})

test('whatever peers have sent, each line is ours', () => {
  fc.assert(
    fc.property(hostileDiff, (diff) => {
      const text = [...diffText(diff, { width: 80 })].join('')
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      for (const line of text.split('\n')) {
        expect(line).toMatch(
          /^$|^from |^not compared$|^\S+( \(.*\))?(  (appeared|vanished))?$|^  [+~-] | {4}|^  \S|compared\)/,
        )
      }
    }),
  )
})
