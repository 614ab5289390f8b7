import { expect, test } from 'vitest'
import { gatherOutputs } from '../../../src/cli/gather-outputs.ts'
import { head, openPort, tail } from '../report/arbitrary-events.ts'

test('what is written becomes a report', async () => {
  const outputs = gatherOutputs()
  void outputs.begin(head)
  void outputs.event(openPort())
  await outputs.flush()
  expect([outputs.report, outputs.closed]).toEqual([undefined, false])
  await outputs.end(tail)
  expect(outputs.report?.hosts[0]?.ports).toEqual([openPort()])
})
