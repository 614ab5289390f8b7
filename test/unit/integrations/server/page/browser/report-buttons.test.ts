import { expect, test } from 'vitest'
import { reportButtons } from '../../../../../../src/integrations/server/page/browser/report-buttons.ts'
import { find, fire, screenContext } from '../../../../../support/screen-context.ts'
import { soon } from '../../../../../support/soon.ts'

test('a report is asked for with the key, and offered as a file', async () => {
  const context = screenContext({ '/report/0193ca3e-x': 'text' })
  const buttons = find(reportButtons(context, '0193ca3e-x'), 'button')
  fire(buttons[2], 'click')
  await soon(() => expect(context.saved).toEqual(['scan-0193ca3e.csv']))
  expect(context.asked).toEqual(['GET /report/0193ca3e-x?format=csv'])
})

test('one that cannot be had is told', async () => {
  const context = screenContext({})
  fire(find(reportButtons(context, 'x'), 'button')[0], 'click')
  await soon(() => expect(context.troubles).toHaveLength(1))
})
