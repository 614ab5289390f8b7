import { sipRules } from '../../../../src/fingerprint/products/rules-sip.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('sip', sipRules, [
  ['kamailio (5.6.3 (x86_64/linux))', 'Kamailio', '5.6.3', 'Linux'],
  ['OpenSIPS (3.2.4 (x86_64/linux))', 'OpenSIPS', '3.2.4', 'Linux'],
  ['OpenSIPS (1.11.11-tls (x86_64/linux))', 'OpenSIPS', '1.11.11', 'Linux'],
  ['Sip EXpress router (0.9.6 (i386/linux))', 'SIP Express Router', '0.9.6', 'Linux'],
  ['Asterisk PBX 18.10.0', 'Asterisk', '18.10.0'],
  ['FPBX-16.0.40(18.16.0)', 'FreePBX', '16.0.40'],
  ['FreeSWITCH-mod_sofia/1.10.7-release', 'FreeSWITCH', '1.10.7'],
  ['3CXPhoneSystem 18.0.3.461', '3CX Phone System', '18.0.3.461'],
  ['Yealink SIP-T46S 66.86.0.15', 'SIP phone', '66.86.0.15'],
  ['FortiVoice/6.4.1', 'FortiVoice', '6.4.1'],
  ['FortiVoice-100F', 'FortiVoice'],
  ['M5T SIP Stack/4.2.0.1', 'SIP Stack', '4.2.0.1'],
  ['Cisco/SPA112-1.4.1(002)', 'SIP adapter', '1.4.1'],
  ['Grandstream GXP1625 1.0.4.100', 'SIP phone', '1.0.4.100'],
])
