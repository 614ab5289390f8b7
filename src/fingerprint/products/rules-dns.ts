import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

/** DNS: the text of `version.bind` (class CH, RFC 4892). */
export const dnsRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /^dnsmasq-pi-?hole-v?(?<version>\d[\w.]{0,30})?/i,
    product: 'Pi-hole',
    vendor: 'Pi-hole',
    cpe: 'pi-hole:ftldns',
  },
  {
    on: /^dnsmasq[- ]?(?<version>\d[\w.]{0,30})?/i,
    product: 'dnsmasq',
    vendor: 'Thekelleys',
    cpe: 'thekelleys:dnsmasq',
  },
  { on: /^unbound/i, product: 'Unbound', vendor: 'NLnet Labs', cpe: 'nlnetlabs:unbound' },
  { on: /^NSD/i, product: 'NSD', vendor: 'NLnet Labs', cpe: 'nlnetlabs:name_server_daemon' },
  { on: /^PowerDNS Recursor/i, product: 'PowerDNS Recursor', vendor: 'PowerDNS', cpe: 'powerdns:recursor' },
  {
    on: /^PowerDNS Authoritative/i,
    product: 'PowerDNS Authoritative Server',
    vendor: 'PowerDNS',
    cpe: 'powerdns:authoritative',
  },
  {
    on: /^Served by POWERDNS\b|^PowerDNS/i,
    product: 'PowerDNS Authoritative Server',
    vendor: 'PowerDNS',
    cpe: 'powerdns:authoritative',
  },
  { on: /^dnsdist/i, product: 'dnsdist', vendor: 'PowerDNS', cpe: 'powerdns:dnsdist' },
  { on: /^Knot Resolver/i, product: 'Knot Resolver', vendor: 'CZ.NIC', cpe: 'nic:knot_resolver' },
  { on: /^Knot DNS/i, product: 'Knot DNS', vendor: 'CZ.NIC', cpe: 'nic:knot_dns' },
  { on: /^CoreDNS/i, product: 'CoreDNS', vendor: 'CoreDNS', cpe: 'coredns.io:coredns' },
  { on: /^Microsoft DNS/i, product: 'DNS', vendor: 'Microsoft', os: 'Windows', cpe: 'microsoft:dns' },
  {
    on: /^Nominum Vantio|^Vantio/i,
    product: 'CacheServe',
    vendor: 'Nominum',
    cpe: 'nominum:vantio_cacheserve',
  },
  { on: /^Nominum ANS|^ANS\b/i, product: 'ANS', vendor: 'Nominum' },
  { on: /^UltraDNS/i, product: 'UltraDNS Resolver', vendor: 'Neustar' },
  { on: /^djbdns|^tinydns/i, product: 'djbdns', vendor: 'D. J. Bernstein', cpe: 'd.j.bernstein:djbdns' },
  { on: /^MaraDNS/i, product: 'MaraDNS', vendor: 'MaraDNS', cpe: 'maradns:maradns' },
  {
    on: /^Technitium(?: DNS(?: Server)?)?/i,
    product: 'Technitium DNS Server',
    vendor: 'Technitium',
    cpe: 'technitium:dnsserver',
  },
  { on: /^gdnsd/i, product: 'gdnsd', vendor: 'gdnsd' },
  // A version and the number of a build, and no name: its own default.
  {
    on: /^(?<version>[23]\.\d{1,2}\.\d{1,2})-\d{5}$/,
    product: 'YADIFA',
    vendor: 'EURid',
    cpe: 'yadifa:yadifa',
  },
  { on: /^YADIFA/i, product: 'YADIFA', vendor: 'EURid', cpe: 'yadifa:yadifa' },
  { on: /^Simple DNS Plus/i, product: 'Simple DNS Plus', vendor: 'JH Software', os: 'Windows' },
  { on: /^QIP/i, product: 'VitalQIP', vendor: 'Alcatel-Lucent' },
  { on: /^(?:Q\d{1,2}-[A-Z]-)(?<version>\d[\w.]{0,20})/, product: 'DNS', vendor: 'IBM' },
  { on: /^Meta IP/i, product: 'Meta IP', vendor: 'Check Point' },
  { on: /^(?:rbldnsd)/i, product: 'rbldnsd', vendor: 'rbldnsd' },
  { on: /^AdGuard/i, product: 'AdGuard DNS', vendor: 'AdGuard' },
  { on: /^(?:Infoblox|NIOS)/i, product: 'NIOS', vendor: 'Infoblox', cpe: 'infoblox:nios' },
  { on: /^Windows DNS/i, product: 'DNS', vendor: 'Microsoft', os: 'Windows' },
  {
    // A bare version is BIND's own wording; what follows the release is the packager's.
    on: /^(?:BIND ?|named[- ])?(?<version>(?:4|8|9|10)\.\d{1,3}(?:\.\d{1,3}){0,2}(?:(?:a|b|rc)\d{1,2})?(?:-(?:REL|T\d{1,2}|NOESW))?(?:-(?:(?:rpz|rl)[\w.+]{1,30}))?(?:-(?:[PSW]|ESV|ESV-R)\d{0,2}(?:-[PSW]\d{1,2})?)?)/,
    product: 'BIND',
    vendor: 'ISC',
    cpe: 'isc:bind',
  },
  { on: /^(?:ISC )?BIND/i, product: 'BIND', vendor: 'ISC', cpe: 'isc:bind' },
])
