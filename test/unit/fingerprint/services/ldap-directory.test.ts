import { expect, it } from 'vitest'
import { directoryOf } from '../../../../src/fingerprint/services/ldap-directory.ts'

const told = (attributes: Readonly<Record<string, string>>) =>
  directoryOf(new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])))

it.each([
  [{ vendorname: '389 Project', vendorversion: '389-Directory/2.3.1' }, '389 Directory Server', '2.3.1'],
  [{ vendorname: 'Apache Software Foundation', vendorversion: '2.0.0' }, 'ApacheDS', '2.0.0'],
  [{ vendorname: 'OpenDJ', vendorversion: 'OpenDJ 4.5.2' }, 'OpenDJ', '4.5.2'],
  [{ objectclass: 'OpenLDAProotDSE' }, 'OpenLDAP', undefined],
  [{ supportedcapabilities: '1.2.840.113556.1.4.800' }, 'Active Directory', undefined],
  [
    { supportedcapabilities: '1.2.840.113556.1.4.1851' },
    'Active Directory Lightweight Directory Services',
    undefined,
  ],
])('%j is %s', (attributes, product, version) => {
  const found = told(attributes)
  expect([found.product, found.version]).toEqual([product, version])
})

it('gives the host, and no product where none is told', () => {
  expect(told({ dnshostname: 'dc1.corp.example' })).toEqual({ hostname: 'dc1.corp.example' })
  expect(told({ objectclass: 'top' })).toEqual({})
})

it('gives the CPE with the version', () => {
  expect(told({ vendorname: 'OpenDJ', vendorversion: '4.5.2' }).cpe).toEqual([
    'cpe:2.3:a:forgerock:opendj:4.5.2:*:*:*:*:*:*:*',
  ])
})
