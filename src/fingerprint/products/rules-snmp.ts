import type { ProductRule } from './product-rule.ts'

/** SNMP: the text of sysDescr (RFC 3418), which is about the whole system. */
export const snmpRules: readonly ProductRule[] = [
  { on: /^Linux (?<hostname>[\w.-]{1,64}) (?=\d)/, os: 'Linux', versioned: false },
  { on: /^FreeBSD (?<hostname>[\w.-]{1,64}) (?=\d)/, os: 'FreeBSD', versioned: false },
  { on: /^OpenBSD (?<hostname>[\w.-]{1,64}) (?=\d)/, os: 'OpenBSD', versioned: false },
  { on: /^Darwin (?<hostname>[\w.-]{1,64}) (?=\d)/, os: 'macOS', versioned: false },
  {
    on: /^Cisco IOS Software[^\r\n]{0,160}?, Version (?<version>\d[\w.()]{1,30})/,
    product: 'IOS',
    vendor: 'Cisco',
    cpe: 'cisco:ios',
  },
  {
    on: /^Cisco NX-OS[^\r\n]{0,160}?, Version (?<version>\d[\w.()]{1,30})/,
    product: 'NX-OS',
    vendor: 'Cisco',
    cpe: 'cisco:nx-os',
  },
  {
    on: /^Cisco Adaptive Security Appliance Version (?<version>\d[\w.()]{1,30})/,
    product: 'Adaptive Security Appliance',
    vendor: 'Cisco',
    cpe: 'cisco:adaptive_security_appliance_software',
  },
  {
    on: /^Juniper Networks, Inc\. (?<device>[\w-]{1,40})[^\r\n]{0,120}? JUNOS (?<version>\d[\w.-]{1,30})/,
    product: 'Junos',
    vendor: 'Juniper',
    cpe: 'juniper:junos',
  },
  {
    on: /^RouterOS (?<device>[\w.+-]{1,40})/,
    product: 'RouterOS',
    vendor: 'MikroTik',
    versioned: false,
    cpe: 'mikrotik:routeros',
  },
  {
    on: /^Hardware: [^\r\n]{0,120}? Software: Windows (?:2000 )?Version (?<version>\d{1,2}\.\d)/,
    product: 'Windows',
    vendor: 'Microsoft',
    os: 'Windows',
  },
  {
    on: /^Arista Networks EOS version (?<version>\d[\w.]{1,30})/,
    product: 'EOS',
    vendor: 'Arista',
    cpe: 'arista:eos',
  },
  {
    on: /^APC Web\/SNMP Management Card/,
    product: 'Network Management Card',
    vendor: 'APC',
    device: 'power supply',
    versioned: false,
  },
  {
    on: /^HP ETHERNET MULTI-ENVIRONMENT/,
    product: 'JetDirect',
    vendor: 'HP',
    device: 'printer',
    versioned: false,
  },
  { on: /^Brother NC-\w{1,10}/, product: 'NC', vendor: 'Brother', device: 'printer', versioned: false },
]
