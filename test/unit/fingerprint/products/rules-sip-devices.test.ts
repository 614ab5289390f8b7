import { sipDeviceRules } from '../../../../src/fingerprint/products/rules-sip-devices.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('sip', sipDeviceRules, [
  ['Cisco-CUCM12.5', 'Unified Communications Manager', '12.5'],
  ['Cisco-CP7841/11.5.1', 'SIP phone', '11.5.1'],
  ['Linksys/SPA2102-5.2.12', 'SIP adapter', '5.2.12'],
  ['Avaya CM/R016x.03.0.124.0', 'Communication Manager', '16x.03.0.124.0'],
  ['Aastra 6731i/3.3.1.2235', 'SIP phone', '3.3.1.2235'],
  ['Gigaset N510 IP PRO/42.258', 'SIP phone', '42.258'],
  ['Fanvil X4 2.6.0.6131', 'SIP phone', '2.6.0.6131'],
  ['OBIHAI/OBi202-3.2.2.5921', 'SIP adapter', '3.2.2.5921'],
  ['Huawei-EchoLife HG8245/V100R002C00', 'SIP gateway', 'V100R002C00'],
  ['Audiocodes-Sip-Gateway-Mediant 1000/v.6.60A.235', 'SIP gateway', '6.60A.235'],
  ['RTCC/6.0.0.0 MediationServer', 'Lync Server', '6.0.0.0', 'Windows'],
  ['YATE/6.1.0', 'Yate', '6.1.0'],
  ['Linphone/3.12.0 (belle-sip/1.6.3)', 'Linphone', '3.12.0'],
  ['baresip v1.0.0 (x86_64/linux)', 'baresip', '1.0.0', 'Linux'],
  ['DrayTek UA-1.2.3 DrayTek Vigor2860', 'Vigor'],
])
