import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const silent = { versioned: false } as const

/** HTTP Server field: networks of caches, clouds and hosters, which say their own name and no version. */
export const webCloudRules: Iterable<ProductRule> = lazyList(() => [
  named(/^(?:ECS|ECD|ECAcc|ECSF) \(/, 'EdgeCast', 'Edgio', undefined, silent),
  named(/^AkamaiNetStorage\b/i, 'NetStorage', 'Akamai', undefined, silent),
  named(/^EdgePrism\b/i, 'EdgePrism', 'Limelight'),
  named(/^Sucuri\b/i, 'CloudProxy', 'Sucuri', undefined, silent),
  named(/^(?:NetDNA|MaxCDN|StackPath)\b/i, 'StackPath CDN', 'StackPath', undefined, silent),
  named(/^keycdn\b/i, 'KeyCDN', 'KeyCDN', undefined, silent),
  named(/^BunnyCDN\b/i, 'Bunny CDN', 'BunnyWay', undefined, silent),
  named(/^CDN77\b/i, 'CDN77', 'DataCamp', undefined, silent),
  named(/^(?:stgw|NWS|TencentCOS|tencent-cos)\b/i, 'Tencent Cloud', 'Tencent', undefined, silent),
  named(/^AliyunOSS\b/i, 'Object Storage Service', 'Alibaba', undefined, silent),
  named(/^(?:BWS|JSP3|bfe)\b/, 'Baidu Web Server', 'Baidu', undefined, silent),
  named(/^YTS\b/, 'Traffic Server', 'Yahoo'),
  named(/^DPS\//, 'Website Builder', 'GoDaddy', undefined, silent),
  named(/^Pepyaka\b/i, 'Wix', 'Wix', undefined, silent),
  named(/^Squarespace\b/i, 'Squarespace', 'Squarespace', undefined, silent),
  named(/^Netlify\b/i, 'Netlify', 'Netlify', undefined, silent),
  named(/^(?:Vercel|now)$/, 'Vercel', 'Vercel', undefined, silent),
  named(/^GitHub\.com\b/i, 'GitHub', 'GitHub', undefined, silent),
  named(/^(?:tsa_[a-z]|tfe)\b/, 'Twitter front end', 'Twitter', undefined, silent),
  named(/^ddos-guard\b/i, 'DDoS-Guard', 'DDoS-Guard', undefined, silent),
  named(/^QRATOR\b/i, 'Qrator', 'Qrator Labs', undefined, silent),
  named(
    /^(?:UploadServer|Golfe2|scaffolding on HTTPServer2|codesite|gvs|GFE)\b/i,
    'Google Web Server',
    'Google',
    undefined,
    silent,
  ),
  named(/^Zscaler\b/i, 'Zscaler', 'Zscaler'),
  named(/^BlueCoat-Security-Appliance\b/i, 'ProxySG', 'Blue Coat', 'bluecoat:proxysg', silent),
  named(/^glass\/\d[\d.]{0,4} Python/, 'AsyncOS', 'Cisco', 'cisco:asyncos', silent),
  named(/^APISIX\b/i, 'APISIX', 'Apache', 'apache:apisix'),
  named(/^(?:haproxy)\b/i, 'HAProxy', 'HAProxy', 'haproxy:haproxy'),
  named(/^pingora\b/i, 'Pingora', 'Cloudflare'),
  named(/^Apigee\b/i, 'Apigee', 'Google', undefined, silent),
  named(/^Layer7-API-Gateway\b/i, 'Layer7 API Gateway', 'Broadcom'),
  named(/^ZEVENET\b/i, 'ZEVENET', 'ZEVENET'),
])
