import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readVariables, softwareOf } from '../../../../src/fingerprint/services/ntp-variables.ts'

it('reads a list of variables, quoted or not, over several lines', () => {
  const text =
    'version="ntpd 4.2.8p15", processor="x86_64",\r\n leap=0, peer=12, hostname=, refid=192.0.2.1\r\n'
  expect([...readVariables(text)]).toEqual([
    ['version', 'ntpd 4.2.8p15'],
    ['processor', 'x86_64'],
    ['leap', '0'],
    ['peer', '12'],
    ['refid', '192.0.2.1'],
  ])
})

it.each([
  ['version="ntpd 4.2.8p15@1.3728-o Wed Sep 23 11:46:38 UTC 2020 (1)"', 'ntpd', '4.2.8p15', undefined],
  ['version="ntpd 4.2.8p10@1.3728-o", system="Linux/4.9.0"', 'ntpd', '4.2.8p10', 'Linux'],
  ['version="ntpd ntpsec-1.2.0 2021", system="Linux/5.10.0"', 'NTPsec', '1.2.0', 'Linux'],
  ['version=Acme Time 5.1.2,system=Win2019 x64', 'Acme Time', '5.1.2', 'Windows'],
  ['processor="i386", system="JUNOS12.1X46", leap=0', undefined, undefined, 'Junos'],
  ['system="UNIX/HPUX", leap=0', undefined, undefined, 'HP-UX'],
  ['system="VMkernel/6.7.0"', undefined, undefined, 'ESXi'],
  ['system="cisco", leap=0', undefined, undefined, 'cisco'],
  ['stratum=3', undefined, undefined, undefined],
])('%s', (text, product, version, os) => {
  const facts = softwareOf(readVariables(text))
  expect([facts.product, facts.version, facts.os]).toEqual([product, version, os])
})

it('gives CPE names of the program and of the system', () => {
  expect(softwareOf(readVariables('version="ntpd 4.2.6p5", system="SunOS/5.11"')).cpe).toEqual([
    'cpe:2.3:a:ntp:ntp:4.2.6:p5:*:*:*:*:*:*',
    'cpe:2.3:o:oracle:solaris:5.11:*:*:*:*:*:*:*',
  ])
})

it('never throws, and reads at most 64 variables', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('version="', 'system=', '", ', '=,', 'a=b,'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
      const variables = readVariables(parts.join(''))
      expect(variables.size).toBeLessThanOrEqual(64)
      softwareOf(variables)
    }),
  )
})
