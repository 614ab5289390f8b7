import { webFrontRules } from '../../../../src/fingerprint/products/rules-web-fronts.ts'
import { webRuleTests } from '../../../support/web-rule-tests.ts'

webRuleTests(
  webFrontRules,
  [
    ['set-cookie: __cf_bm=0123; path=/; Secure', 'CloudFlare Load Balancer'],
    ['set-cookie: AWSALB=0123; Path=/', 'Application Load Balancer'],
    ['set-cookie: BIGipServerpool_web=1677787402.20480.0000; path=/', 'BIG-IP LTM'],
    ['set-cookie: NSC_wtfswfs=0123;Version=1;path=/', 'NetScaler'],
    ['set-cookie: DSSignInURL=/; path=/; secure', 'Pulse Connect Secure'],
    ['set-cookie: webvpnLogin=1; secure', 'ASA WebVPN'],
    ['set-cookie: PD-S-SESSION-ID=0123; Path=/', 'Tivoli Access Manager WebSEAL'],
    ['set-cookie: SAP_SESSIONID_PRD_100=0123', 'NetWeaver Application Server'],
    ['set-cookie: CFID=1; path=/', 'ColdFusion'],
    ['set-cookie: laravel_session=0123', 'Laravel'],
  ],
  ['set-cookie: PHPSESSID=0', 'set-cookie: SERVERID=a', 'set-cookie: session=0'],
)
