import { expect, test } from 'vitest'
import { changesOf } from '../../../../../../src/integrations/server/page/browser/changes-of.ts'
import { screenContext } from '../../../../../support/screen-context.ts'

test('the last two scans, or those that are named', async () => {
  const changes = { newly_opened: [22], newly_closed: [], changed_services: [] }
  const context = screenContext({ '/diff/a%2Fb': changes })
  expect(await changesOf(context, 'a/b')).toEqual(changes)
  await changesOf(context, 'a/b', { from: 'x', to: 'y' })
  expect(context.asked).toEqual(['GET /diff/a%2Fb', 'GET /diff/a%2Fb?from=x&to=y'])
})

test('one that cannot be had is no error', async () => {
  const { note } = await changesOf(screenContext({}), 'a')
  expect(note).toBe('Not compared: The service answered with the status 404.')
})
