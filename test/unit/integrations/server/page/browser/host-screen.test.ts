import { expect, test } from 'vitest'
import { hostScreen } from '../../../../../../src/integrations/server/page/browser/host-screen.ts'
import { find, screenContext, textOf } from '../../../../../support/screen-context.ts'

const result = (scan_id: string, more = {}): unknown => ({
  ...{
    scan_id,
    host: 'a',
    scanned_at: '2026-11-21T08:00:00Z',
    open_ports: [22],
    services: [],
    scanned: '1-1000',
  },
  ...{ backend: 'connect', complete: true, ...more },
})

test('what is open, and what each scan changed', async () => {
  const context = screenContext({
    '/results/a': [result('new', { complete: false }), result('old')],
    '/diff/a': { newly_opened: [22], newly_closed: [], changed_services: [] },
  })
  const screen = hostScreen(context, 'a')
  await screen.load()
  expect(find(find(screen.view(), 'history'), 'li').map(textOf)).toEqual([
    '2026-11-21 08:00 UTC1 open, by connect, not all of it was scanned+22 opened',
    '+22 opened',
    '2026-11-21 08:00 UTC1 open, by connectThe earliest that is shown.',
  ])
  expect(context.asked).toEqual(['GET /results/a', 'GET /diff/a?from=old&to=new'])
})

test('a host that nobody scanned can be scanned', async () => {
  const screen = hostScreen(screenContext({}), 'a')
  await screen.load()
  expect(textOf(screen.view())).toContain('This host has not been scanned.')
  expect(textOf(find(screen.view(), 'hosts'))).toBe('a')
})
