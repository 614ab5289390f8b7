import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffMarkdown } from '../../../../src/report/diff/diff-markdown.ts'
import { readMarkdown } from '../read-markdown.ts'
import { hostileDiff, sampleDiff } from './sample-diff.ts'

test('everything that a diff can tell', () => {
  expect([...diffMarkdown(sampleDiff())].join('')).toMatchInlineSnapshot(`
    "# What changed

    From \`2026-11-21T07:00:00.000Z\` to \`2026-11-22T07:00:00.000Z\`: 1 host changed, 1 appeared, 1 vanished (3 compared), 2 ports opened, 2 closed, 2 otherwise changed

    ## \`192.0.2.7\` (\`www.example\`)

    | what | change | before | after |
    | --- | --- | --- | --- |
    | host | hardware address | \`00:00:5e:00:53:01\` | \`00:00:5e:00:53:02\` |
    | \`22/tcp\` | version | version: \`8.9p1\` | version: \`9.2p1\` |
    | \`23/tcp\` | vanished | open \`telnet?\` | filtered |
    | \`443/tcp\` | tls, certificate, certificate-expiry | TLS: \`TLSv1.3\`, valid until: \`2027-10-01T00:00:00.000Z\`, SHA-256: \`abababababababababababababababababababababababababababababababab\`, certificate: \`valid\` | TLS: \`TLSv1.2\`, valid until: \`2026-12-01T00:00:00.000Z\`, SHA-256: \`cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\`, certificate: \`expiring\` |
    | \`631/tcp\` | appeared | closed | open \`ipp, CUPS\` |
    | 996 other ports | state | closed | filtered |

    ## \`192.0.2.9\` vanished

    | what | change | before | after |
    | --- | --- | --- | --- |
    | \`80/tcp\` | vanished | open |  |

    ## \`192.0.2.10\` appeared

    | what | change | before | after |
    | --- | --- | --- | --- |
    | \`25/tcp\` | appeared |  | open |

    ## Not compared

    - \`192.0.2.7\` \`www.example\` \`8443\` open before, not scanned after
    - \`192.0.2.130\` found before, not scanned after

    "
  `)
})

test('a long list of what was not compared is cut, and says so', () => {
  const diff = sampleDiff()
  const gaps = Array.from({ length: 105 }, () => diff.notCompared[0]!)
  const text = [...diffMarkdown({ ...diff, hosts: [], notCompared: gaps })].join('')
  expect(text.match(/^- `/gm)).toHaveLength(100)
  expect(text).toContain('- and 5 more\n')
})

test('whatever peers have sent, a row has four cells and nothing in it means anything', () => {
  fc.assert(
    fc.property(hostileDiff, (diff) => {
      const tables = readMarkdown([...diffMarkdown(diff)].join(''))
      const rows = diff.hosts.map(
        ({ facts, ports, rest }) => facts.length + ports.length + (rest === undefined ? 0 : 1),
      )
      expect(tables.map(({ length }) => length - 2)).toEqual(rows.filter((count) => count > 0))
    }),
  )
})
