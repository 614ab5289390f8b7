import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const silent = { versioned: false } as const

/**
 * HTTP: names of cookies that stand for what applications run on or behind: balancers, gateways, application servers,
 * frameworks. They count where nothing names the application itself.
 */
export const webFrontRules: Iterable<ProductRule> = lazyList(() => [
  named(
    /^set-cookie: (?:__cfduid|__cf_bm|__cfuid|cf_clearance)=/,
    'CloudFlare Load Balancer',
    'CloudFlare',
    undefined,
    silent,
  ),
  named(/^set-cookie: AWSALB(?:TG)?(?:CORS)?=/, 'Application Load Balancer', 'Amazon', undefined, silent),
  named(/^set-cookie: AWSELB(?:CORS)?=/, 'Elastic Load Balancing', 'Amazon', undefined, silent),
  named(
    /^set-cookie: BIGip?(?:Server|Cookie)/i,
    'BIG-IP LTM',
    'F5',
    'f5:big-ip_local_traffic_manager',
    silent,
  ),
  named(
    /^set-cookie: (?:F5_ST|MRHSession|LastMRH_Session)=/,
    'BIG-IP APM',
    'F5',
    'f5:big-ip_access_policy_manager',
    silent,
  ),
  named(/^set-cookie: NSC_[\w-]{2,64}=/, 'NetScaler', 'Citrix', 'citrix:netscaler', silent),
  named(/^set-cookie: citrix_ns_id=/, 'NetScaler', 'Citrix', 'citrix:netscaler', silent),
  named(/^set-cookie: (?:visid_incap|incap_ses|nlbi)_/, 'Incapsula', 'Imperva', undefined, silent),
  named(/^set-cookie: barra_counter_session=/i, 'Web Application Firewall', 'Barracuda', undefined, silent),
  named(/^set-cookie: FORTIWAFSID=/, 'FortiWeb', 'Fortinet', 'fortinet:fortiweb', silent),
  named(/^set-cookie: SVPNCOOKIE=/, 'FortiGate', 'Fortinet', 'fortinet:fortios', {
    os: 'FortiOS',
    ...silent,
  }),
  named(
    /^set-cookie: webvpn(?:Login|Context|c|_portal)?=/,
    'ASA WebVPN',
    'Cisco',
    'cisco:adaptive_security_appliance_software',
    silent,
  ),
  named(
    /^set-cookie: (?:DSSignInURL|DSLastAccess|DSIVS)=/i,
    'Pulse Connect Secure',
    'Pulse Secure',
    'ivanti:connect_secure',
    silent,
  ),
  named(
    /^set-cookie: (?:AMWEBJCT!|PD-[HS]-SESSION-ID=)/,
    'Tivoli Access Manager WebSEAL',
    'IBM',
    'ibm:tivoli_access_manager_for_e-business',
    silent,
  ),
  named(
    /^set-cookie: WebLogicSession=|^set-cookie: ADMINCONSOLESESSION=/,
    'WebLogic',
    'Oracle',
    'oracle:weblogic_server',
    silent,
  ),
  named(
    /^set-cookie: (?:WASReqURL|WASPostParam|LtpaToken2?)=/,
    'WebSphere',
    'IBM',
    'ibm:websphere_application_server',
    silent,
  ),
  named(
    /^set-cookie: (?:SAP_SESSIONID_|sap-usercontext=|saplb_|MYSAPSSO2=)/,
    'NetWeaver Application Server',
    'SAP',
    'sap:netweaver_application_server',
    silent,
  ),
  named(
    /^set-cookie: ORA_(?:WWV_|FND_)?\w{0,30}=/,
    'Oracle Application Server',
    'Oracle',
    'oracle:application_server',
    silent,
  ),
  named(
    /^set-cookie: OAMAuthnCookie|^set-cookie: ObSSOCookie=/,
    'Access Manager',
    'Oracle',
    'oracle:access_manager',
    silent,
  ),
  named(/^set-cookie: ATG_SESSION_ID=/, 'ATG Dynamo', 'Oracle', undefined, silent),
  named(/^set-cookie: JServSessionId/, 'JServ', 'Apache', undefined, silent),
  named(/^set-cookie: Apache=/, 'Apache httpd', 'Apache', 'apache:http_server', silent),
  named(/^set-cookie: CFID=|^set-cookie: CFTOKEN=/, 'ColdFusion', 'Adobe', 'adobe:coldfusion', silent),
  named(/^set-cookie: (?:laravel_session)=/, 'Laravel', 'Laravel', 'laravel:laravel', silent),
  named(/^set-cookie: ci_session=/, 'CodeIgniter', 'CodeIgniter', 'codeigniter:codeigniter', silent),
  named(/^set-cookie: CAKEPHP=/, 'CakePHP', 'CakePHP', 'cakephp:cakephp', silent),
  named(/^set-cookie: urn:novell:nidp:/i, 'Access Manager', 'NetIQ', undefined, silent),
  named(/^set-cookie: WEBTRENDS_ID=/, 'WebTrends', 'WebTrends', undefined, silent),
])
