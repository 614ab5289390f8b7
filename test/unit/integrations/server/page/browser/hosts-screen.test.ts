import { expect, test } from 'vitest'
import { hostsScreen } from '../../../../../../src/integrations/server/page/browser/hosts-screen.ts'
import { find, fire, screenContext, textOf } from '../../../../../support/screen-context.ts'
import { soon } from '../../../../../support/soon.ts'

const host = (name: string, open_ports: number[]): unknown => ({
  host: name,
  scan_id: 'x',
  scanned_at: '2026-11-21T08:00:00Z',
  open_ports,
})

test('hosts, what changed on them, and those that are looked for', async () => {
  const context = screenContext({
    '/hosts': { items: [host('a.example', [22]), host('b.example', [80])] },
    '/scans': { items: [] },
    '/diff/a.example': { newly_opened: [22], newly_closed: [], changed_services: [] },
  })
  const screen = hostsScreen(context)
  const loading = screen.load()
  await soon(() =>
    expect(find(screen.view(), 'feed').map(textOf)).toEqual(['a.exampleseen 1 hour ago+22 opened']),
  )
  fire(find(screen.view(), 'find')[0], 'input', { value: 'b 80' })
  expect(find(find(screen.view(), 'grid'), 'a').map(textOf)).toEqual(['b.example'])
  fire(find(screen.view(), 'find')[0], 'input', { value: 'b 8' })
  expect(textOf(screen.view())).toContain('Nothing is like that.')
  context.leave()
  await loading
})

test('nothing yet', async () => {
  const context = screenContext({ '/hosts': { items: [] }, '/scans': { items: [] } })
  const screen = hostsScreen(context)
  const loading = screen.load()
  await soon(() => expect(textOf(screen.view())).toContain('Nothing has been scanned yet.'))
  context.leave()
  await loading
})
