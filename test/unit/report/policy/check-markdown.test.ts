import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkMarkdown } from '../../../../src/report/policy/check-markdown.ts'
import { hostileCheck, sampleCheck } from './checks.ts'

test('everything that a check can tell', () => {
  const { violations, ...check } = sampleCheck()
  const text = [...checkMarkdown({ ...check, violations, unchecked: violations.slice(3, 4) })].join('')
  expect(text).toMatchInlineSnapshot(`
    "# What is open, and what may be

    Scan of \`2026-11-21T07:00:00.000Z\`: 6 violations on 3 hosts (3 hosts, 2,990 ports checked); 1 not checked

    ## \`192.0.2.7\` (\`www.example\`) (\`web\`)

    | port | violation | expected | found | policy |
    | --- | --- | --- | --- | --- |
    | \`23/tcp\` | unexpected-open | \`not open\` | \`open (telnet)\` | \`policies/my ports.yaml:5\` |
    | \`443/tcp\` | version | \`>=1.24\` | \`nginx 1.18.0\` | \`policies/my ports.yaml:7\` |
    | \`443/tcp\` | certificate-expired | \`a valid one\` | \`expired 2026-11-20\` | \`policies/my ports.yaml:7\` |
    |  | unchecked | \`a verdict for each port\` | \`10 ports without a verdict\` | \`policies/my ports.yaml:5\` |

    ## \`192.0.2.8\`

    | port | violation | expected | found | policy |
    | --- | --- | --- | --- | --- |
    | \`53/udp\` | unexpected-open | \`not open\` | \`open\` |  |

    ## \`db.example\`

    | port | violation | expected | found | policy |
    | --- | --- | --- | --- | --- |
    | \`5432/tcp\` | missing | \`open\` | \`host down\` | \`hosts[2].ports[0]\` |

    ## Not checked

    - \`192.0.2.7\` \`www.example\` \`10 ports got no verdict\`

    "
  `)
})

test('a host with everything open is not a row for each port', () => {
  const { violations, ...check } = sampleCheck()
  const many = Array.from({ length: 300 }, () => violations[0]!)
  const text = [...checkMarkdown({ ...check, violations: many, unchecked: many })].join('')
  expect(text.match(/and 200 more/g)).toHaveLength(2)
})

test('whatever peers say stays in its cell', () => {
  fc.assert(
    fc.property(hostileCheck, (check) => {
      for (const line of [...checkMarkdown(check)].join('').split('\n')) {
        if (line.startsWith('|')) expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(6)
        expect(line.replaceAll(/`[^`]*`/g, '')).not.toMatch(/[<{\r]/)
      }
    }),
  )
})
