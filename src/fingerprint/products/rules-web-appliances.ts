import { lazyList } from '../lazily.ts'
import { named, type ProductRule } from './product-rule.ts'

const silent = { versioned: false } as const
const firewall = { device: 'firewall', ...silent } as const
const gateway = { device: 'remote access gateway', ...silent } as const
const router = { device: 'router', ...silent } as const
const storage = { device: 'storage', ...silent } as const
const management = { device: 'remote management', ...silent } as const
const camera = { device: 'camera', ...silent } as const
const power = { device: 'power device', ...silent } as const
const phone = { device: 'VoIP phone', ...silent } as const

/** HTTP: titles of the pages that appliances and devices are set up with. */
export const webApplianceRules: Iterable<ProductRule> = lazyList(() => [
  named(/^pfSense(?: - |$)|(?:^| - )pfSense$/, 'pfSense', 'Netgate', 'netgate:pfsense', {
    os: 'FreeBSD',
    ...firewall,
  }),
  named(/(?:^| \| )OPNsense$/, 'OPNsense', 'Deciso', 'opnsense:opnsense', { os: 'FreeBSD', ...firewall }),
  named(/^SonicWall - /i, 'SonicOS', 'SonicWall', 'sonicwall:sonicos', firewall),
  named(/^GlobalProtect Portal$/, 'PAN-OS', 'Palo Alto Networks', 'paloaltonetworks:pan-os', firewall),
  named(/^FortiGate$/, 'FortiGate', 'Fortinet', 'fortinet:fortios', { os: 'FortiOS', ...firewall }),
  named(
    /^Cisco ASDM (?<version>\d[\d.]{0,8}(?:\(\d{1,4}\)\d{0,4})?)/,
    'ASDM',
    'Cisco',
    'cisco:adaptive_security_device_manager',
  ),
  named(
    /^(?:Citrix|NetScaler) (?:Gateway|AAA|Access Gateway)$|^NetScaler Login$/,
    'NetScaler',
    'Citrix',
    'citrix:netscaler',
    gateway,
  ),
  named(/^BIG-IP(?:\u00ae|&reg;)?\b/, 'BIG-IP', 'F5', 'f5:big-ip_local_traffic_manager', {
    device: 'load balancer',
    ...silent,
  }),
  named(/^(?:Pulse|Ivanti) Connect Secure$/, 'Connect Secure', 'Ivanti', 'ivanti:connect_secure', gateway),
  named(
    /^(?:Sophos|User Portal - Sophos|Sophos Firewall)$/,
    'Sophos Firewall',
    'Sophos',
    'sophos:firewall',
    firewall,
  ),

  named(/^RouterOS router configuration page$/, 'RouterOS', 'MikroTik', 'mikrotik:routeros', {
    os: 'RouterOS',
    ...router,
  }),
  named(/(?:^| - )LuCI$/, 'OpenWrt', 'OpenWrt', 'openwrt:openwrt', { os: 'Linux', ...router }),
  named(/^DD-WRT(?: \(build (?<version>\d{1,6})\w?\))?/, 'DD-WRT', 'DD-WRT', 'dd-wrt:dd-wrt', {
    os: 'Linux',
    device: 'router',
  }),
  named(/^NETGEAR Router (?<device>[\w-]{2,20})/, 'NETGEAR router', 'NETGEAR', undefined, silent),
  named(
    /^(?:ASUS Login|ASUS Wireless Router (?<device>[\w-]{2,20}))/,
    'ASUSWRT',
    'ASUS',
    'asus:asuswrt',
    silent,
  ),
  named(/^TP-?LINK\b/i, 'TP-LINK web interface', 'TP-LINK', undefined, router),
  named(/^D-?LINK\b/i, 'D-Link web interface', 'D-Link', undefined, silent),
  named(/^Linksys Smart Wi-Fi\b/, 'Smart Wi-Fi', 'Linksys', undefined, router),
  named(/^FRITZ!Box\b/, 'FRITZ!Box', 'AVM', 'avm:fritz\\!os', router),
  named(
    /^UniFi(?: Network| OS| Controller)?$/,
    'UniFi Network',
    'Ubiquiti',
    'ui:unifi_network_application',
    silent,
  ),
  named(/^EdgeOS$/, 'EdgeOS', 'Ubiquiti', 'ui:edgeos', router),
  named(/^airOS\b/i, 'airOS', 'Ubiquiti', 'ui:airos', { device: 'WAP', ...silent }),
  named(/^Ruckus (?:Wireless|Unleashed|ZoneDirector)\b/, 'Ruckus web interface', 'Ruckus', undefined, {
    device: 'WAP',
    ...silent,
  }),
  named(
    /^Aruba (?:Instant|ClearPass|Networks)\b/,
    'Aruba web interface',
    'Aruba Networks',
    undefined,
    silent,
  ),

  named(
    /^Synology (?:DiskStation|NAS|RackStation)\b|- Synology (?:DiskStation|NAS)$/,
    'DSM',
    'Synology',
    'synology:diskstation_manager',
    { os: 'DSM', ...storage },
  ),
  named(/^(?:QNAP Turbo NAS|QTS)$/, 'QTS', 'QNAP', 'qnap:qts', { os: 'QTS', ...storage }),
  named(/^NETGEAR ReadyNAS\b|^ReadyNAS\b/, 'ReadyNAS', 'NETGEAR', undefined, storage),
  named(/^(?:WD )?My ?Cloud\b/, 'My Cloud', 'Western Digital', undefined, storage),

  named(
    /^(?:Integrated Dell Remote Access Controller|iDRAC ?\d{0,2})\b/,
    'iDRAC',
    'Dell',
    'dell:idrac_firmware',
    management,
  ),
  named(
    /^(?:HPE? )?(?:Integrated Lights-Out|iLO) ?\d?\b/,
    'Integrated Lights-Out',
    'HP',
    'hp:integrated_lights-out',
    management,
  ),
  named(
    /\bIntegrated Lights[- ]Out Manager\b/,
    'ILOM',
    'Oracle',
    'oracle:integrated_lights_out_manager',
    management,
  ),
  named(
    /^(?:IBM |Lenovo )?(?:Integrated Management Module|XClarity Controller)\b/,
    'XClarity Controller',
    'Lenovo',
    'lenovo:xclarity_controller',
    management,
  ),
  named(/^MegaRAC SP/, 'MegaRAC', 'AMI', 'ami:megarac_sp-x', management),
  named(/^(?:VMware ESXi|Log in - VMware ESXi|" \+ ID_EESX_Welcome)/, 'ESXi', 'VMware', 'vmware:esxi', {
    os: 'ESXi',
    ...silent,
  }),
  named(
    /^(?:vSphere Web Client|vSphere - |" \+ ID_VC_Welcome)/,
    'vCenter Server',
    'VMware',
    'vmware:vcenter_server',
    silent,
  ),

  named(/^AXIS\b/, 'AXIS web interface', 'AXIS', undefined, camera),
  named(/^(?:HIKVISION)\b/i, 'Hikvision Web Server', 'Hikvision', undefined, camera),
  named(/^(?:Reolink)\b/, 'Reolink web interface', 'Reolink', undefined, camera),
  named(
    /^M\d{1,2}\w?[\w .-]{0,20}MOBOTIX\b|^MOBOTIX\b/i,
    'MOBOTIX web interface',
    'MOBOTIX',
    undefined,
    camera,
  ),

  named(
    /^(?:HP |hp )?(?<device>(?:Color )?(?:LaserJet|OfficeJet|DeskJet|PageWide|DesignJet|Photosmart)[\w -]{1,40})/i,
    'HP printer web interface',
    'HP',
    undefined,
    silent,
  ),
  named(
    /^Brother (?<device>(?:MFC|DCP|HL|ADS|QL)-[\w -]{2,20}?)(?: series)?$/,
    'Brother web interface',
    'Brother',
    undefined,
    silent,
  ),
  named(/^(?:Remote UI|imageRUNNER)\b/, 'Remote UI', 'Canon', undefined, { device: 'printer', ...silent }),
  named(/^EpsonNet Config\b/, 'EpsonNet Config', 'Epson', undefined, { device: 'printer', ...silent }),
  named(/^(?:Command Center RX|KYOCERA Command Center)/i, 'Command Center', 'Kyocera', undefined, {
    device: 'printer',
    ...silent,
  }),
  named(/^Web Image Monitor$/, 'Web Image Monitor', 'Ricoh', undefined, { device: 'printer', ...silent }),
  named(/^SyncThru Web Service$/, 'SyncThru Web Service', 'Samsung', undefined, {
    device: 'printer',
    ...silent,
  }),
  named(/^TopAccess\b/, 'TopAccess', 'Toshiba', undefined, { device: 'printer', ...silent }),
  named(
    /^Lexmark (?<device>[A-Z]{1,3}\d{3,4}\w{0,3})/,
    'Lexmark web interface',
    'Lexmark',
    undefined,
    silent,
  ),
  named(
    /^X(?:erox|EROX) ?(?:\u00ae|&reg;)? (?<device>(?:WorkCentre|WORKCENTRE|Phaser|VersaLink|AltaLink|ColorQube)[\w -]{0,20})/,
    'Xerox web interface',
    'Xerox',
    undefined,
    silent,
  ),
  named(/^(?:APC \| |Network Management Card\b)/, 'Network Management Card', 'APC', undefined, power),
  named(/^Raritan\b/, 'Raritan web interface', 'Raritan', undefined, management),

  named(/^Polycom - /, 'Polycom web interface', 'Polycom', undefined, phone),
  named(/^Yealink\b/, 'Yealink web interface', 'Yealink', undefined, phone),
  named(/^Grandstream Device Configuration/, 'Grandstream web interface', 'Grandstream', undefined, phone),
  named(
    /^Cisco Unified (?:CM|Communications Manager)\b/,
    'Unified Communications Manager',
    'Cisco',
    'cisco:unified_communications_manager',
    silent,
  ),
  named(/^(?:Philips )?hue personal wireless lighting$/i, 'Hue', 'Philips', 'philips:hue', {
    device: 'light bridge',
    ...silent,
  }),
  named(/^HDHomeRun\b/, 'HDHomeRun', 'SiliconDust', undefined, { device: 'media device', ...silent }),
])
