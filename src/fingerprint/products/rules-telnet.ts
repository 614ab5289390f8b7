import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

/** Telnet: the text before the first prompt. It names a system or a device more often than the server. */
export const telnetRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /\bDD-WRT v(?<version>\d[\w.-]{0,20})/,
    product: 'DD-WRT',
    vendor: 'DD-WRT',
    os: 'Linux',
    device: 'router',
    cpe: 'dd-wrt:dd-wrt',
  },
  { on: /\bOpenWrt\b|\bLEDE\b/, product: 'OpenWrt', vendor: 'OpenWrt', os: 'Linux', device: 'router' },
  {
    on: /\bMikroTik v(?<version>\d[\w.]{0,20})/i,
    product: 'RouterOS',
    vendor: 'MikroTik',
    device: 'router',
    cpe: 'mikrotik:routeros',
  },
  {
    on: /\bWelcome to Microsoft Telnet (?:Service|Server)/i,
    product: 'Telnet Service',
    vendor: 'Microsoft',
    os: 'Windows',
    versioned: false,
  },
  {
    on: /\bWindows CE Telnet Service on (?<hostname>[\w.-]{1,64})/i,
    product: 'Telnet Service',
    vendor: 'Microsoft',
    os: 'Windows CE',
    versioned: false,
  },
  {
    on: /\bTiMOS-[A-Z]-(?<version>\d[\w.]{0,20}) \S{1,20} Nokia (?<device>[\w -]{1,60}?) Copyright/,
    product: 'TiMOS',
    vendor: 'Nokia',
    cpe: 'nokia:timos',
  },
  {
    // The terminals of its daemons ask for a password in the words of Cisco's.
    on: /\bHello, this is FRRouting \(version (?<version>\d[\w.]{0,20})/,
    product: 'FRRouting',
    vendor: 'FRRouting',
    cpe: 'frrouting:frrouting',
  },
  {
    on: /\bHello, this is (?<product>Quagga|[Zz]ebra) \(version (?<version>\d[\w.]{0,20})/,
    vendor: 'Quagga',
    cpe: 'quagga:quagga',
  },
  { on: /\bWelcome to the (?<product>Osmo\w{1,20}) VTY interface\b/, vendor: 'Osmocom', versioned: false },
  { on: /\bUser Access Verification\b/, product: 'IOS', vendor: 'Cisco', device: 'router', versioned: false },
  { on: /^(?<device>ZXHN \w{1,12})/, vendor: 'ZTE', product: 'ZXHN', versioned: false },
  { on: /^(?<device>F6\d\d\w{0,3})\r?\n/, vendor: 'ZTE', product: 'ZXHN', versioned: false },
  { on: /\bZyXEL login/i, vendor: 'Zyxel', product: 'Zyxel', versioned: false },
  {
    on: /^Grandstream (?<device>[\w-]{1,20}).{0,10} Command Shell/,
    vendor: 'Grandstream',
    product: 'Command Shell',
    versioned: false,
  },
  {
    on: /\bLantronix (?<device>[\w-]{1,20})[^\n]{0,40}\n(?:[^\n]{0,80}\n){0,4}Software version V(?<version>\d[\d.]{0,15})/,
    vendor: 'Lantronix',
    product: 'Device Server',
  },
  { on: /\bLantronix\b/, vendor: 'Lantronix', product: 'Device Server', versioned: false },
  {
    on: /\bHP (?<device>J\d{4}A ProCurve Switch \w{1,12})/,
    vendor: 'HP',
    product: 'ProCurve',
    versioned: false,
  },
  { on: /\bHP JetDirect\b/i, vendor: 'HP', product: 'JetDirect', device: 'printer', versioned: false },
  { on: /^(?<device>TD-\w{1,12}) /, vendor: 'TP-LINK', product: 'TD', versioned: false },
  {
    on: /\bCheck Point FireWall-1 authenticated Telnet server running on (?<hostname>[\w.-]{1,64})/,
    vendor: 'Check Point',
    product: 'FireWall-1',
    device: 'firewall',
    versioned: false,
  },
  {
    on: /\bModel name {1,12}: (?<device>(?:NPort|MiiNePort) \w{1,12})/,
    vendor: 'Moxa',
    product: 'NPort',
    versioned: false,
  },
  { on: /\bMKS Telnet Server Version /i, vendor: 'MKS', product: 'MKS Telnet Server', os: 'Windows' },
  { on: /\bGeorgia SoftWorks\b/i, vendor: 'Georgia SoftWorks', product: 'GSW Telnet Server', os: 'Windows' },
  { on: /\bSynchronet\b.{0,40}\bVersion /i, vendor: 'Synchronet', product: 'Synchronet BBS' },
])
