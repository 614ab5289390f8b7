import { expect, test } from 'vitest'
import type { Service } from '../../../../../../src/index.ts'
import {
  changeList,
  changesByPort,
  hasChanges,
  type Changes,
} from '../../../../../../src/integrations/server/page/browser/change-list.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

const ssh = (version: string): Service => ({ name: 'ssh', version }) as Service
const NONE: Changes = { newly_opened: [], newly_closed: [], changed_services: [] }
const SOME: Changes = {
  newly_opened: [80],
  newly_closed: [23],
  changed_services: [
    { port: 22, transport: 'tcp', changes: ['version'], before: ssh('8'), after: ssh('9') },
    { port: 443, transport: 'tcp', changes: ['certificate'], before: ssh('8'), after: ssh('8') },
    { port: 25, transport: 'tcp', changes: ['service'], after: ssh('8') },
  ],
}

test('a line for each change, with what changed', () => {
  expect(find(changeList(SOME), 'li').map(textOf)).toEqual([
    '+80 opened',
    '−23 closed',
    '~22 changed: ssh 8 → ssh 9',
    '~443 changed: certificate',
    '~25 changed: unknown → ssh 8',
  ])
})

test('of many the first', () => {
  expect(find(changeList(SOME, 2), 'li').map(textOf).at(-1)).toBe('and 3 more')
})

test('whether there are any, and of which port', () => {
  expect([hasChanges(NONE), hasChanges(SOME)]).toEqual([false, true])
  expect([...changesByPort(SOME)].map(([port, { sign }]) => `${port}${sign}`)).toEqual([
    '80+',
    '23−',
    '22~',
    '443~',
    '25~',
  ])
})
