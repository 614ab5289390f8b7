import { expect, test } from 'vitest'
import { scanScreen } from '../../../../../../src/integrations/server/page/browser/scan-screen.ts'
import { find, fire, screenContext, textOf } from '../../../../../support/screen-context.ts'
import { soon } from '../../../../../support/soon.ts'

const host = (status: string): unknown => ({
  host: 'a',
  status,
  done: 0,
  shards: 1,
  attempts: 1,
  started_at: '2026-11-21T08:00:00Z',
})

test('an ended scan: what was told of it, and its report', async () => {
  const said = { at: '2026-11-21T08:00:00Z', host: 'a', port: 22, transport: 'tcp' }
  const context = screenContext({
    '/scan/status/x': [host('done')],
    '/scan/x/events': `id: 1\nevent: port\ndata: ${JSON.stringify(said)}\n\nevent: end\ndata: {"status":"done"}\n\n`,
  })
  const screen = scanScreen(context, 'x')
  await screen.load()
  expect(find(screen.view(), 'found').map(textOf)).toEqual(['●a 22/tcp '])
  expect(find(screen.view(), 'button').map(textOf)).toEqual(['HTML', 'JSON', 'CSV', 'XML', 'Markdown'])
})

test('a running scan can be cancelled, and that is said', async () => {
  const answers: Record<string, unknown> = { '/scan/status/x': [host('in_progress')], '/scan/x/events': '' }
  const context = screenContext(answers)
  const screen = scanScreen(context, 'x')
  const loading = screen.load()
  await soon(() => expect(find(screen.view(), 'button').map(textOf)).toEqual(['Cancel scan']))
  answers['DELETE /scan/x'] = {}
  answers['/scan/status/x'] = [host('cancelled')]
  fire(find(screen.view(), 'button')[0], 'click')
  await soon(() => expect(context.said).toEqual(['The scan is cancelled: 1 of 1 hosts.']))
  expect(context.asked).toContain('DELETE /scan/x')
  context.leave()
  await loading
})
