import { webDeviceRules } from '../../../../src/fingerprint/products/rules-web-devices.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('http-server', webDeviceRules, [
  ['HP HTTP Server; HP Officejet Pro 8600 - CM749A; Serial Number: X; Built:Mon', 'JetDirect'],
  ['Grandstream GXP2020 1.2.5.3', 'Grandstream web server', '1.2.5.3'],
  ['cisco-IOS/12.4 HTTP-server/1.0(1)', 'IOS', '12.4', 'IOS'],
  ['Linux, WEBACCESS/1.0, DIR-850L Ver 1.09', 'D-Link web server', '1.09', 'Linux'],
])
