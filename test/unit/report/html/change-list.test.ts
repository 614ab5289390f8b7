import { expect, test } from 'vitest'
import { changeItems, changeList, factText } from '../../../../src/report/html/change-list.ts'
import { CHANGE_SIGNS } from '../../../../src/report/html/state-sign.ts'

test('what changed of a port: its state, then the facts', () => {
  const facts = [{ fact: 'version', before: '1.22.1', after: '<b>' }] as const
  const diff = { port: 22, transport: 'tcp', facts } as const
  expect(
    changeList({ ...diff, changes: ['appeared'], stateBefore: ['closed', 'filtered'], stateAfter: ['open'] })
      ?.text,
  ).toBe(
    '<ul class="changes plus"><li><i>+</i> closed or filtered → open</li><li><i>+</i> version: 1.22.1 → &lt;b&gt;</li></ul>',
  )
  expect(
    changeList({ ...diff, changes: ['version'], stateBefore: ['open'], stateAfter: ['open'] })?.text,
  ).toBe('<ul class="changes tilde"><li><i>~</i> version: 1.22.1 → &lt;b&gt;</li></ul>')
  expect(
    changeList({ ...diff, facts: [], changes: ['vanished'], stateBefore: ['open'], stateAfter: [] })?.text,
  ).toContain('open → host down')
})

test('dates without their time, hashes by their beginning', () => {
  const dates = { before: '2026-11-21T07:00:00.000Z', after: '2027-02-19T07:00:00Z' }
  expect(factText({ fact: 'notAfter', ...dates })).toBe('valid until: 2026-11-21 → 2027-02-19')
  expect(factText({ fact: 'fingerprint256', after: 'ab'.repeat(32) })).toBe(
    'SHA-256: none → abababababababab…',
  )
  expect(factText({ fact: 'subject', before: 'a'.repeat(200) })).toBe(`subject: ${'a'.repeat(79)}… → none`)
})

test('no list of nothing', () => {
  expect(changeItems(CHANGE_SIGNS.other, [])).toBeUndefined()
})
