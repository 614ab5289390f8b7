import { expect, test } from 'vitest'
import { createKeyForm } from '../../../../../../src/integrations/server/page/browser/key-form.ts'
import { find, fire } from '../../../../../support/screen-context.ts'

test('a key is taken, and taken back', () => {
  let key: string | undefined
  let changes = 0
  const form = createKeyForm({
    keys: { get: () => key, set: (next) => (key = next) },
    changed: () => changes++,
  })
  expect(form.view()).toBeUndefined()
  form.open()
  fire(find(form.view()!, 'form')[0], 'submit')
  expect(changes).toBe(0)
  const field = find(form.view()!, 'key')[0]
  expect(field?.attributes['type']).toBe('password')
  fire(field, 'input', { value: ' psc_a ' })
  fire(find(form.view()!, 'form')[0], 'submit')
  expect([key, changes, form.view()]).toEqual(['psc_a', 1, undefined])
  form.open()
  fire(find(form.view()!, 'button')[1], 'click')
  expect([key, changes]).toEqual([undefined, 2])
})
