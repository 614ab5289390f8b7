import { expect, test } from 'vitest'
import { xmlService } from '../../../../src/report/read/xml-service.ts'

test('the number of a port names nothing', () => {
  expect(xmlService({ name: 'http', method: 'table' }, [], undefined, 'nmap')).toBeUndefined()
  expect(xmlService(undefined, [], 'no certificate', 'nmap')).toBeUndefined()
})

test.each([
  ['portscan-core', '10', 'verified'],
  ['portscan-core', '9', 'structured'],
  ['portscan-core', '7', 'pattern'],
  ['nmap', '10', 'pattern'],
])('%s with conf %s is %s', (scanner, conf, confidence) => {
  expect(xmlService({ name: 'ssh', method: 'probed', conf }, [], undefined, scanner)).toMatchObject({
    confidence,
  })
})

test('ssl is tls, and what speaks inside it has a session', () => {
  expect(xmlService({ name: 'ssl', method: 'probed' }, [], undefined, 'nmap')).toMatchObject({
    name: 'tls',
    tls: {},
  })
  expect(xmlService({ name: 'http', tunnel: 'ssl' }, [], undefined, 'nmap')).toMatchObject({
    name: 'http',
    tls: {},
  })
})
