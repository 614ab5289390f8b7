import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'

/** FTP greetings of firewalls, printers, routers and other devices; the last ones are general. */
export const ftpDeviceRules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /\bBlue Coat FTP Service\b/i,
    product: 'Proxy',
    vendor: 'Blue Coat',
    os: 'SGOS',
    cpe: 'bluecoat:proxysg',
  },
  {
    on: /\bSecure Gateway FTP server\b/i,
    product: 'Enterprise Firewall FTP proxy',
    vendor: 'Symantec',
    os: 'Raptor',
    device: 'firewall',
  },
  {
    on: /\bCheck Point FireWall-1 Secure FTP\b|\bCheckPoint FTP\b/i,
    product: 'FireWall-1',
    vendor: 'Check Point',
    device: 'firewall',
  },
  {
    on: /(?:\bthe|^) (?:Cisco )?TelePresence (?<device>[A-Z][\w ]{1,30}), version (?<version>\d[\w.()]{0,20})/i,
    product: 'TelePresence',
    vendor: 'Cisco',
    cpe: 'cisco:telepresence',
  },
  {
    on: /^(?<device>Sentry Switched [CP]DU) v(?<version>\d[\w.-]{0,20})/i,
    product: 'Sentry Switched PDU Firmware',
    vendor: 'Server Technology',
  },
  {
    on: /^AXIS (?<device>[\w+-]{1,20})(?: \(rev \d\))?(?: (?!version)[A-Z]{1,12}){0,5} (?:version |V)?(?<version>\d[\w.]{0,20}) /i,
    vendor: 'AXIS',
    product: 'AXIS FTP server',
  },
  {
    on: /^(?<device>RICOH [\w/ -]{1,40}?) FTP server \((?<version>\d[\w.]{0,15})\)/i,
    product: 'Ricoh FTP server',
    vendor: 'Ricoh',
  },
  {
    on: /^(?<device>(?:Gestetner|NRG|LANIER|SAVIN|infotec|IPSiO) [\w/ -]{1,40}?) FTP server \((?<version>\d[\w.]{0,15})\)/i,
    product: 'Ricoh FTP server',
    vendor: 'Ricoh',
  },
  {
    on: /^(?<device>(?:Gestetner) [\w/ -]{1,40})$/i,
    product: 'Ricoh FTP server',
    vendor: 'Ricoh',
    versioned: false,
  },
  {
    on: /^(?:220 )?(?<device>(?:ECOSYS|TASKalfa|FS-|KM-)[\w -]{1,30}?) FTP server/i,
    product: 'Kyocera FTP server',
    vendor: 'Kyocera',
    versioned: false,
  },
  {
    on: /^Oc[e\u00e9] (?<device>[\w -]{1,30}?) FTP Service \(Version (?<version>\d[\w.]{0,15})\)/i,
    product: 'Océ FTP server',
    vendor: 'Océ',
  },
  {
    on: /^(?<device>SHARP|SATO|Lexmark|Dell|Xerox|Canon|Konica|EPSON|Brother|HP|Samsung|TOSHIBA)(?: [\w/-]{1,20}){1,3} Ver\.? ?(?<version>[A-Z]?\d[\w.]{0,20})/i,
    product: 'printer FTP server',
  },
  {
    on: /^(?<hostname>ET[0-9A-F]{12}) (?<device>(?:Lexmark|Dell)[\w -]{1,40}?) FTP Server (?<version>[A-Z]{2}\.[\w.]{1,20})/i,
    product: 'Lexmark FTP server',
    vendor: 'Lexmark',
  },
  {
    on: /\bEFI FTP Print server\b/i,
    product: 'Fiery Print Server',
    vendor: 'EFI',
    device: 'printer',
    cpe: 'efi:fiery',
  },
  {
    on: /\b(?:JD FTP Server|HP JetDirect|JetDirect FTP)\b/i,
    product: 'JetDirect FTP server',
    vendor: 'HP',
    device: 'printer',
  },
  {
    on: /^(?<device>(?:HP|Dell|Xerox|Lexmark|Canon|Brother|EPSON|SHARP|KONICA MINOLTA|Samsung|OKI|TOSHIBA|LANIER) [\w -]{1,40}?) FTP (?:Print )?Server/i,
    product: 'printer FTP server',
  },
  { on: /\bPrint Server\b[^\n]{0,30} ready/i, product: 'print server FTP', device: 'printer' },
  {
    on: /^(?<device>ESI-\d{4}[A-Z]?) Version (?<version>\d[\w.]{0,20})/,
    product: 'Extended Systems print server',
    vendor: 'Extended Systems',
  },
  {
    on: /^(?<device>ZBR-\d{3,6}) Version (?<version>V?\d[\w.]{0,20})/,
    product: 'ZebraNet print server',
    vendor: 'Zebra',
  },
  {
    on: /^(?<device>[\w. -]{2,40}?) Version V?(?<version>\d[\w.]{0,20}) ready/i,
    product: 'device FTP server',
  },
  {
    on: /(?:\(VxWorks|VxWorks \(|VxWorks)\s?(?:VxWorks ?)?\(?(?<version>\d[\w.]{0,15})?/i,
    product: 'VxWorks FTP server',
    vendor: 'Wind River',
    os: 'VxWorks',
    cpe: 'windriver:vxworks',
  },
  {
    on: /(?:^|\n)(?<hostname>[\w.-]{1,100}) FTP server \(Version:? {1,3}Mac OS X Server\b/i,
    product: 'FTP',
    vendor: 'Apple',
    os: 'Mac OS X Server',
    versioned: false,
  },
  { on: /\bFTP server \(Version (?<version>\d[\w.]{0,20})/i, product: 'BSD ftpd' },
  {
    on: /\bFTP server \((?:SunOS|Solaris) (?<info>\d[\w.]{0,10})\)/i,
    product: 'Solaris ftpd',
    vendor: 'Sun',
    os: 'Solaris',
    versioned: false,
  },
  {
    on: /\bDiskStation FTP server\b|\bSynology\b/i,
    product: 'SmbFTPD',
    vendor: 'Synology',
    os: 'DSM',
    versioned: false,
  },
  { on: /\bQNAP\b|\bNASFTPD Turbo station\b/i, product: 'QNAP FTP server', vendor: 'QNAP', os: 'QTS' },
  {
    on: /\bFTP server \(MikroTik (?<version>\d[\w.]{0,15})\)/i,
    product: 'RouterOS ftpd',
    vendor: 'MikroTik',
    os: 'RouterOS',
    device: 'router',
  },
  {
    on: /\bAmazon Linux AMI release\b/i,
    product: 'Linux AMI',
    vendor: 'Amazon',
    os: 'Amazon Linux',
    versioned: false,
  },
  {
    on: /\bADSL\b[\w. -]{0,30}FTP|\brouter\b[\w. -]{0,30} FTP (?:server|version)/i,
    product: 'router FTP server',
    device: 'router',
  },
  {
    on: /^(?<device>[\w.-]{2,40}) FTP (?:version|v) ?(?<version>\d[\w.]{0,20}) ready/i,
    product: 'device FTP server',
  },
])
