import { expect, it } from 'vitest'
import { deviceInText, snmpMakerRules } from '../../../../src/fingerprint/products/rules-snmp-makers.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('snmp', snmpMakerRules, [
  ['Avaya AP-7 v2.5.3(914) SN-00UT00000000', 'AP-7', '2.5.3'],
  ['EPSON AL-M300; Net 98.48,ESS 201103111031', 'AL-M300'],
  ['RICOH Aficio MP C3000 1.04 / RICOH Network Printer C model', 'Aficio MP C3000', '1.04'],
  ['Lantronix UDS1100 Version V6.5/4(950530)', 'UDS1100', '6.5'],
  ['Juniper Networks,Inc,MAG-2600,7.1R6 (build 20169)', 'MAG-2600', '7.1R6'],
  ['Canon MF9170 /P', 'MF9170'],
  ['Raritan Computer; Dominion KX2; Version 2.4.0', 'Dominion KX2', '2.4.0'],
  ['HP V1910-48G Switch Software Version 5.20 Release 1108', 'V1910-48G Switch', '5.20'],
  ['NETGEAR ProSafe GS724T Rev 2', 'ProSafe GS724T', '2'],
  ['KYOCERA Print', 'Print'],
  [
    'Xerox WorkCentre 7835 v1 Multifunction System; System Software 072.040.004.09100',
    'WorkCentre 7835',
    '1',
  ],
])

it('finds the device in a text for people, by its maker and a model with a number', () => {
  expect(deviceInText('\n*** Lantronix UDS1100-IAP Device Server ***\nSerial')).toMatchObject({
    vendor: 'Lantronix',
    product: 'UDS1100-IAP Device Server',
  })
  expect(deviceInText('Dell PowerConnect 5448\nUser:')).toMatchObject({
    vendor: 'Dell',
    product: 'PowerConnect 5448',
  })
  expect(deviceInText('IBM employees only!\nlogin:')).toBeUndefined()
  expect(deviceInText('Welcome to host1')).toBeUndefined()
})
