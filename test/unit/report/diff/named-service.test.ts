import { expect, test } from 'vitest'
import { namedService } from '../../../../src/report/diff/named-service.ts'
import { portOf, servicePort } from './reports.ts'

test('the number of a port names nothing', () => {
  expect(namedService(servicePort(80, { name: 'http' }))?.name).toBe('http')
  expect(namedService(servicePort(80, { name: 'http', confidence: 'port-table' }))).toBeUndefined()
  expect(namedService({ ...servicePort(80, {}), state: 'closed' })).toBeUndefined()
  expect(namedService(portOf(80))).toBeUndefined()
  expect(namedService(undefined)).toBeUndefined()
})
