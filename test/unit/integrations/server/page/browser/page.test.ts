import { expect, test } from 'vitest'
import { runPage } from '../../../../../../src/integrations/server/page/browser/page.ts'
import { smallDocument, textsOf } from '../../../../../support/small-document.ts'
import { soon } from '../../../../../support/soon.ts'

test('the screen that the address asks for, and the key that the service asks for', async () => {
  const document = smallDocument(['page', 'spoken'])
  const location = { hash: '#/scans' }
  let moved = (): void => {}
  runPage({
    document,
    location,
    storage: undefined,
    fetch: () => Promise.resolve(new Response('', { status: 401 })),
    onMove: (listener) => (moved = listener),
    save: () => undefined,
    now: Date.now,
  })
  expect(document.title).toBe('Scans · portscan')
  await soon(() => expect(document.focused).toBe('key'))
  const page = document.getElementById('page')!
  expect(textsOf(page)).toContain('The service asks for a key.')
  location.hash = '#/host/a.example'
  moved()
  expect([document.title, document.focused]).toEqual(['a.example · portscan', 'title'])
  await soon(() => expect(document.focused).toBe('key'))
})

test('in another page nothing happens', () => {
  runPage({ document: smallDocument() } as unknown as Parameters<typeof runPage>[0])
})
