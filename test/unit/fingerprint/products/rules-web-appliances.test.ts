import { webApplianceRules } from '../../../../src/fingerprint/products/rules-web-appliances.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

webRuleTests(
  webApplianceRules,
  [
    ['pfSense - Login', 'pfSense'],
    ['Login | OPNsense', 'OPNsense'],
    ['GlobalProtect Portal', 'PAN-OS'],
    ['Cisco ASDM 7.12(2)', 'ASDM', '7.12(2)'],
    ['Citrix Gateway', 'NetScaler'],
    ['BIG-IP®- Redirect', 'BIG-IP'],
    ['RouterOS router configuration page', 'RouterOS'],
    ['OpenWrt - LuCI', 'OpenWrt'],
    ['DD-WRT (build 44715) - Info', 'DD-WRT', '44715'],
    ['NETGEAR Router R7000', 'NETGEAR router'],
    ['FRITZ!Box', 'FRITZ!Box'],
    ['Synology DiskStation - nas', 'DSM'],
    ['Integrated Dell Remote Access Controller 8 - Login', 'iDRAC'],
    ['HP Integrated Lights-Out 4', 'Integrated Lights-Out'],
    ['Oracle(R) Integrated Lights Out Manager', 'ILOM'],
    ['HP LaserJet P3015', 'HP printer web interface'],
    ['Brother MFC-J470DW series', 'Brother web interface'],
    ['Lexmark MS510dn', 'Lexmark web interface'],
    ['Polycom - Configuration Utility', 'Polycom web interface'],
    ['hue personal wireless lighting', 'Hue'],
  ],
  ['Welcome', 'Login', 'The history of the fritz', 'Sophos Maria', 'Remote work', 'Aruba holidays'],
)
