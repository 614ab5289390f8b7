import { webCloudRules } from '../../../../src/fingerprint/products/rules-web-clouds.ts'
import { ruleTests } from '../../../support/rule-tests.ts'

ruleTests('http-server', webCloudRules, [
  ['ECAcc (dcd/7D5A)', 'EdgeCast'],
  ['ECS (nyb/1D2E)', 'EdgeCast'],
  ['AkamaiNetStorage', 'NetStorage'],
  ['BunnyCDN-DE1-1049', 'Bunny CDN'],
  ['AliyunOSS', 'Object Storage Service'],
  ['BWS/1.1', 'Baidu Web Server'],
  ['DPS/2.0.0+sha-1234567', 'Website Builder'],
  ['Pepyaka', 'Wix'],
  ['GitHub.com', 'GitHub'],
  ['Zscaler/6.2', 'Zscaler', '6.2'],
  ['glass/1.0 Python/2.6.4', 'AsyncOS'],
  ['APISIX/3.9.1', 'APISIX', '3.9.1'],
  ['BlueCoat-Security-Appliance', 'ProxySG'],
])
