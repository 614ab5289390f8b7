import { webRealmRules } from '../../../../src/fingerprint/products/rules-web-realms.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

webRuleTests(
  webRealmRules,
  [
    ['www-authenticate: Basic realm="level_15_access"', 'IOS'],
    ['www-authenticate: Basic realm="Tomcat Manager Application"', 'Tomcat'],
    ['www-authenticate: Basic realm="TP-LINK Wireless N Router WR740N"', 'TP-LINK web interface'],
    ['www-authenticate: Basic realm="NETGEAR DG834G"', 'NETGEAR web interface'],
    ['www-authenticate: Basic realm="DCS-932L"', 'D-Link web interface'],
    ['www-authenticate: Digest realm="AXIS_ACCC8E000000", nonce="0"', 'AXIS web interface'],
    ['www-authenticate: Basic realm="Nagios Access"', 'Nagios'],
    ['www-authenticate: basic realm="ejabberd"', 'ejabberd'],
    ['www-authenticate: Basic realm="VLC stream"', 'VLC media player'],
  ],
  [
    'www-authenticate: Basic realm="Restricted"',
    'www-authenticate: Negotiate',
    'www-authenticate: Basic realm=""',
  ],
)
