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
  expect(() => refuseDoubt('26/tcp is not open', report, doubts)).toThrow(
    '26/tcp is not open\n\nIt cannot be told:\n  192.0.2.7: unknown',
  )
  expect(() => refuseDoubt('26/tcp is not open', report, [])).not.toThrow()
})
