import { expect, test } from 'vitest'
import { doubtOf, lookAtPort, refuseDoubt, type OnePort } from '../../../../src/testing/matchers/one-port.ts'
import { here } from './exposed-world.ts'

test('one port of each address', async () => {
  const { subject, sights } = await lookAtPort('www.example', 8080, here)
  expect(subject).toBe('8080/tcp of www.example')
  expect(sights.map(({ host, state }) => [host.address, state])).toEqual([
    ['192.0.2.7', 'closed'],
    ['2001:db8::7', 'open'],
  ])
})

test.each(['22,23', '1-2'])('%s is not one port', async (port) => {
  await expect(lookAtPort('192.0.2.7', port as OnePort, here)).rejects.toMatchObject({
    code: 'ERR_OPTION',
    input: port,
  })
})

test('a doubt is told with its address', async () => {
  const { sights, report } = await lookAtPort('192.0.2.7', 26, here)
  const doubts = sights.map(doubtOf)
  expect(doubts).toEqual(['192.0.2.7: unknown'])
  const claim = { claim: '26/tcp is open', lines: [], report }
  expect(() => refuseDoubt({ ...claim, doubts })).toThrow(
    'It cannot be told whether 26/tcp is open\n\nNot known:\n  192.0.2.7: unknown',
  )
  expect(() => refuseDoubt({ ...claim, doubts: [] })).not.toThrow()
})

test('what was left out on purpose is no doubt, a canary that failed is one', async () => {
  const { report } = await lookAtPort('www.example', 23, { ...here, exclude: '2001:db8::7' })
  const refuse = (change: object) => () =>
    refuseDoubt({ claim: '', lines: [], doubts: [], report: { ...report, ...change } })
  expect(report.skipped).toHaveLength(1)
  expect(refuse({})).not.toThrow()
  expect(refuse({ hosts: report.hosts.map((host) => ({ ...host, marks: ['suspect'] })) })).toThrow('canary')
})
