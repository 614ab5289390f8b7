import { expect, test, vi } from 'vitest'
import { createScanForm } from '../../../../../../src/integrations/server/page/browser/scan-form.ts'
import { find, fire, screenContext, textOf } from '../../../../../support/screen-context.ts'
import { soon } from '../../../../../support/soon.ts'

test('what was typed is asked for, and the scan shown', async () => {
  const context = screenContext({ 'POST /scan': { scan_id: 'x' } })
  const post = vi.spyOn(context.api, 'post')
  const form = createScanForm(context, 'a.example')
  fire(find(form.view(), 'ports')[0], 'input', { value: ' 22 ' })
  fire(find(form.view(), 'services')[0], 'change', { checked: false })
  fire(find(form.view(), 'timing')[0], 'change', { value: 'polite' })
  fire(form.view(), 'submit')
  fire(form.view(), 'submit')
  await soon(() => expect(context.went).toEqual([{ name: 'scan', scanId: 'x' }]))
  const wish = { hosts: ['a.example'], ports: '22', services: false, timing: 'polite' }
  expect(post.mock.calls.map(([path, body]) => [path, body])).toEqual([['/scan', wish]])
})

test('a refusal is shown, and has the focus', async () => {
  const context = screenContext({ 'POST /scan': 400 })
  const form = createScanForm(context)
  fire(find(form.view(), 'hosts')[0], 'input', { value: 'a, b;c\nd' })
  fire(form.view(), 'submit')
  await soon(() => expect(context.focused).toEqual(['problem']))
  expect(textOf(find(form.view(), 'problem'))).toContain('400')
  expect(find(form.view(), 'hosts')[0]?.attributes['aria-describedby']).toBe('problem hosts-hint')
})
