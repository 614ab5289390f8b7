import { expect, test } from 'vitest'
import { scansScreen } from '../../../../../../src/integrations/server/page/browser/scans-screen.ts'
import { find, fire, screenContext, textOf } from '../../../../../support/screen-context.ts'
import { soon } from '../../../../../support/soon.ts'

const scan = (scan_id: string): unknown => ({
  ...{ scan_id, status: 'done', created_at: '2026-11-21T08:00:00Z', shards: 1, shards_done: 1 },
  request: { hosts: [scan_id], ports: '22' },
})

test('scans, and more of them', async () => {
  const answers = { '/scans': { items: [scan('a')], cursor: 'c' } }
  const context = screenContext(answers)
  const screen = scansScreen(context)
  expect(textOf(screen.view())).toBe('Loading …')
  const loading = screen.load()
  await soon(() => expect(find(screen.view(), 'button')).toHaveLength(1))
  answers['/scans'] = { items: [scan('b')] } as never
  fire(find(screen.view(), 'button')[0], 'click')
  await soon(() => expect(find(screen.view(), 'a').map(textOf)).toEqual(['a', 'b']))
  expect(context.asked[1]).toBe('GET /scans?limit=50&cursor=c')
  context.leave()
  await loading
})
