import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { pause } from '../../../../../../src/integrations/server/page/browser/pause.ts'

test('it ends after its time, or with the signal, and leaves no listener', async () => {
  const leaving = new AbortController()
  await pause(1, leaving.signal)
  const long = pause(3_600_000, leaving.signal)
  leaving.abort()
  await long
  await pause(3_600_000, leaving.signal)
  expect(getEventListeners(leaving.signal, 'abort')).toEqual([])
})
