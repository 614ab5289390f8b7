import { expect, test } from 'vitest'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { servicesSection } from '../../../../src/report/html/services-section.ts'
import { hostOf, portOf, reportOf, servicePort, tlsPort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, rowsOf, sampleView } from './sample-view.ts'

test('what runs, how often and where, the most usual first', () => {
  const ssh = { name: 'ssh', product: 'OpenSSH', version: '9.2p1' }
  const hosts = [
    hostOf([servicePort(22, ssh), tlsPort(443), tlsPort(8443)]),
    hostOf(
      [servicePort(22, ssh), servicePort(80, { confidence: 'port-table' })],
      {},
      { address: '192.0.2.8' },
    ),
  ]
  expect(rowsOf(readPart(servicesSection(pageView(reportOf(hosts)))!.text))).toEqual([
    ['Service', 'Product', 'Version', 'Hosts', 'Open ports', 'On'],
    ['ssh', 'OpenSSH', '9.2p1', '2', '2', '22/tcp'],
    ['http TLS', '', '', '1', '2', '443/tcp, 8443/tcp'],
  ])
})

test('what is gone does not run any more', () => {
  const view = sampleView()
  const products = rowsOf(readPart(servicesSection(view)!.text)).map(([, product]) => product)
  expect(products).toContain('Redis')
  expect(products).not.toContain('GoAhead')
})

test('a long list is cut', () => {
  const ports = Array.from({ length: 250 }, (_, at) => servicePort(at + 1, { version: `${at}` }))
  const part = readPart(servicesSection(pageView(reportOf([hostOf(ports)])))!.text)
  expect(rowsOf(part)).toHaveLength(201)
  expect(elements(part, 'p').map(textOf)).toEqual(['50 more are left out here.'])
})

test('no section where no services were named', () => {
  expect(servicesSection(pageView(reportOf([hostOf([portOf(22)])])))).toBeUndefined()
})
