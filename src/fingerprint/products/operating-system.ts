import { cpe } from './cpe.ts'

/** An operating system that a text hints at. */
export interface SystemHint {
  readonly name: string
  readonly cpe?: string
}

interface SystemRule {
  readonly on: RegExp
  readonly name: string
  /** `vendor:product` of the CPE name. */
  readonly cpe?: string
}

// The group `version` is the system's release, where the text gives it.
const SYSTEMS: readonly SystemRule[] = [
  { on: /\bRaspbian(?:[-\w.]{0,30}\+deb(?<version>\d{1,2}))?/i, name: 'Raspbian', cpe: 'raspbian:raspbian' },
  {
    on: /\b(?:K|X|L)?Ubuntu(?:[/ ](?<version>\d{1,2}\.\d{2}))?|\dubuntu\d/i,
    name: 'Ubuntu',
    cpe: 'canonical:ubuntu_linux',
  },
  {
    on: /\bDebian(?:[-\w.:~]{0,40}\+deb(?<version>\d{1,2})u\d)?|\+deb(?:\d{1,2})u\d|[+~](?:sarge|etch|lenny|squeeze|wheezy|jessie|stretch|buster|bullseye|bookworm|trixie)|\bdotdeb\b/i,
    name: 'Debian',
    cpe: 'debian:debian_linux',
  },
  {
    on: /\bNETSCALER-(?<version>\d{1,2}\.\d{1,2})|\bNetScaler\b/i,
    name: 'NetScaler',
    cpe: 'citrix:netscaler_firmware',
  },
  {
    on: /\bJUNOS ?(?<version>\d{1,2}\.\d{1,2}[\w.-]{0,16})?/i,
    name: 'Junos',
    cpe: 'juniper:junos',
  },
  { on: /\bpfSense\b/i, name: 'pfSense', cpe: 'netgate:pfsense' },
  { on: /\bIPSO\b(?:[ -](?<version>\d\.\d))?/, name: 'IPSO', cpe: 'nokia:ipso' },
  {
    on: /\bData ONTAP\b(?: (?:Release )?(?<version>\d[\w.]{0,12}))?/,
    name: 'Data ONTAP',
    cpe: 'netapp:data_ontap',
  },
  { on: /\bOneFS\b(?: v?(?<version>\d[\d.]{0,12}))?/, name: 'OneFS', cpe: 'dell:emc_isilon_onefs' },
  { on: /\bVMkernel\b(?: (?<version>\d[\d.]{0,8}))?|\bVMware ESXi?\b/, name: 'ESXi', cpe: 'vmware:esxi' },
  { on: /\bFreeBSD(?:[ /-](?<version>\d{1,2}\.\d{1,2})\b)?/i, name: 'FreeBSD', cpe: 'freebsd:freebsd' },
  {
    on: /\bNetBSD(?:[ /-](?<version>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?:_[A-Z]{2,9})?\b)?/i,
    name: 'NetBSD',
    cpe: 'netbsd:netbsd',
  },
  { on: /\bOpenBSD(?:[ /-](?<version>\d{1,2}\.\d{1,2})\b)?/i, name: 'OpenBSD', cpe: 'openbsd:openbsd' },
  { on: /\bAmazon(?: Linux|\) )|\bAmazon\)/i, name: 'Amazon Linux', cpe: 'amazon:linux' },
  { on: /\bCentOS(?:[ /-](?<version>\d{1,2})\b)?/i, name: 'CentOS', cpe: 'centos:centos' },
  { on: /\bRocky Linux\b/i, name: 'Rocky Linux', cpe: 'rockylinux:rocky_linux' },
  { on: /\bAlmaLinux\b/i, name: 'AlmaLinux', cpe: 'almalinux:almalinux' },
  { on: /\bFedora\b/i, name: 'Fedora', cpe: 'fedoraproject:fedora' },
  { on: /\bRed[ -]?Hat\b|\bRHEL\b/i, name: 'Red Hat Linux', cpe: 'redhat:enterprise_linux' },
  { on: /\b(?:SuSE|SLES|openSUSE)\b/i, name: 'SUSE Linux', cpe: 'suse:linux' },
  { on: /\bMandr(?:ake|iva|akelinux)\b/i, name: 'Mandriva Linux', cpe: 'mandriva:linux' },
  { on: /\bGentoo\b/i, name: 'Gentoo', cpe: 'gentoo:linux' },
  { on: /\bAlpine\b/i, name: 'Alpine Linux', cpe: 'alpinelinux:alpine_linux' },
  {
    on: /\b(?:SunOS|Solaris)(?: (?<version>[45]\.\d{1,2}|\d{1,2})\b)?/i,
    name: 'Solaris',
    cpe: 'oracle:solaris',
  },
  { on: /\bHP-?UX(?: ?B?\.?(?<version>1\d\.\d{2}))?|\bPHNE_\d/i, name: 'HP-UX', cpe: 'hp:hp-ux' },
  { on: /\b(?:OS\/400|iSeries|IBM i)\b/, name: 'IBM i', cpe: 'ibm:i' },
  { on: /\bOracle Linux\b/i, name: 'Oracle Linux', cpe: 'oracle:linux' },
  { on: /\bScientific Linux\b/i, name: 'Scientific Linux' },
  { on: /\bAIX ?(?<version>[3-7]\.\d)?\b/, name: 'AIX', cpe: 'ibm:aix' },
  { on: /\bOpenVMS\b(?: V(?<version>\d\.\d))?/i, name: 'OpenVMS', cpe: 'hp:openvms' },
  {
    on: /\bVxWorks[ (]{0,2}(?:VxWorks)?[ (]{0,2}(?<version>\d[\w.]{0,15})?/i,
    name: 'VxWorks',
    cpe: 'windriver:vxworks',
  },
  { on: /\b(?:Mac[ _]?OS[ _]?X|macOS|Darwin)\b/i, name: 'macOS', cpe: 'apple:macos' },
  {
    on: /\bWin(?: ?(?:32|64|NT|XP|20\d\d)|dows(?: NT| Server| CE)?)\b/,
    name: 'Windows',
    cpe: 'microsoft:windows',
  },
  {
    on: /\b(?:OSF1|Tru64(?: UNIX)?|Digital UNIX)(?:[ /]?V?(?<version>[1-5]\.\d)[A-Z]?)?/,
    name: 'Tru64 UNIX',
    cpe: 'hp:tru64',
  },
  { on: /\bIRIX(?:64)?\b(?: (?<version>\d\.\d))?/, name: 'IRIX', cpe: 'sgi:irix' },
  { on: /\bSCO_SV\b|\bSCO (?:UNIX|OpenServer)\b/, name: 'SCO OpenServer', cpe: 'sco:openserver' },
  { on: /\bEqualLogic\b/i, name: 'EqualLogic' },
  { on: /\bQNX\b/, name: 'QNX', cpe: 'blackberry:qnx' },
  { on: /\bLinux\b/i, name: 'Linux', cpe: 'linux:linux_kernel' },
]

// Systems whose product rules name them outright.
const NAMED: Readonly<Record<string, string>> = {
  FreeBSD: 'freebsd:freebsd',
  NetBSD: 'netbsd:netbsd',
  Windows: 'microsoft:windows',
  Solaris: 'oracle:solaris',
  RouterOS: 'mikrotik:routeros',
  IOS: 'cisco:ios',
}

/**
 * The operating system in a text, more precise than `given` where the text is (`given` is what the product alone
 * implies). Only the first 512 characters are read.
 */
export function operatingSystem(text: string, given?: string): SystemHint | undefined {
  if (given !== undefined) {
    const name = given.slice(0, 64)
    const [vendor, product] = (Object.hasOwn(NAMED, name) ? NAMED[name]! : '').split(':')
    return vendor && product ? { name, cpe: cpe({ part: 'o', vendor, product }) } : { name }
  }
  const field = text.slice(0, 512)
  for (const system of SYSTEMS) {
    const match = system.on.exec(field)
    if (!match) continue
    const [vendor, product] = system.cpe?.split(':') ?? []
    const version = match.groups?.['version']
    return vendor && product
      ? { name: system.name, cpe: cpe({ part: 'o', vendor, product, version }) }
      : { name: system.name }
  }
  return undefined
}

/** The patterns of this file, for the checks that every shipped pattern passes. */
export const systemPatterns: readonly RegExp[] = SYSTEMS.map(({ on }) => on)
