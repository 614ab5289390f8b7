import { expect, test } from 'vitest'
import { parsePorts } from '../../../src/targets/parse-ports.ts'
import { PORT_GROUPS } from '../../../src/targets/port-groups.ts'

test.each([
  ['web', [80, 443, 8080, 8443]],
  ['database', [1433, 3306, 5432, 6379, 9200, 27017]],
  ['mail', [25, 110, 143, 465, 587, 993, 995]],
  ['remote', [22, 23, 3389, 5900, 5985]],
  ['messaging', [1883, 4222, 5672, 9092, 61616]],
])('%s has its usual ports, and is no long list', (name, usual) => {
  const ports = [...parsePorts(name).tcp]
  expect(ports).toEqual(expect.arrayContaining(usual))
  expect(ports.length).toBeLessThan(60)
  expect(Object.keys(PORT_GROUPS)).toContain(name)
})
