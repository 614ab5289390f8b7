import { expect, test } from 'vitest'
import type { PortResult } from '../../../../src/model/result.ts'
import { viewHost } from '../../../../src/report/diff/host-view.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { checkOpenPort, checkRequiredPort } from '../../../../src/report/policy/check-port.ts'
import { hostOf, portOf, servicePort } from '../diff/reports.ts'
import { policyOfHosts } from './policies.ts'

const ours = { version: '0.1.0' }
const judgement = { now: 0, words: comparisonOf(ours, ours) }
const who = { host: '192.0.2.7' }
const [rule] = policyOfHosts({
  host: '192.0.2.7',
  ports: [{ port: 22, service: 'ssh', required: true }, 'U:53'],
}).hosts

test.each<[string, PortResult, string[]]>([
  ['as allowed', servicePort(22, { name: 'ssh' }), []],
  ['another service', servicePort(22, { name: 'http' }), ['22/tcp is http, expected ssh']],
  ['not allowed', portOf(23), ['23/tcp is open, and the policy does not allow it']],
  [
    'not allowed, with its name',
    servicePort(23, { name: 'http', product: 'x' }),
    ['23/tcp is open (http x), and the policy does not allow it'],
  ],
  ['over UDP', portOf(53, { transport: 'udp' }), []],
  ['over the other transport', portOf(53), ['53/tcp is open, and the policy does not allow it']],
])('%s', (_title, result, messages) => {
  expect(checkOpenPort(result, who, rule, judgement).map(({ message }) => message)).toEqual(messages)
})

test('without an entry nothing may be open', () => {
  const [violation] = checkOpenPort(portOf(22), who, undefined, judgement)
  expect(violation).toMatchObject({
    kind: 'unexpected-open',
    message: expect.stringMatching('no entry') as string,
  })
  expect(violation).not.toHaveProperty('rule')
})

test.each<[string, Parameters<typeof hostOf>, string[]]>([
  ['open', [[portOf(22)]], []],
  ['closed', [[]], ['22/tcp is closed, expected it to be open']],
  [
    'one or the other',
    [[], { closed: 900, filtered: 100 }],
    ['22/tcp is closed or filtered, expected it to be open'],
  ],
  ['perhaps among those that are only counted', [[], { closed: 999, open: 1 }], []],
  ['not scanned', [[], { closed: 10 }, { scanned: '1-10' }], []],
  ['without a verdict', [[], { closed: 10 }], []],
])('a port that must be open: %s', (_title, host, messages) => {
  const view = viewHost([hostOf(...host)], portReader())
  expect(checkRequiredPort(view, who, 22, rule!.ports[0]!).map(({ message }) => message)).toEqual(messages)
})
