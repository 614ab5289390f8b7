import type { ScanReport } from '../../model/report.ts'

/** How names and versions of two reports are compared. */
export interface Comparison {
  /** Names of protocols. */
  sameService(a: string, b: string): boolean
  sameProduct(a: string, b: string): boolean
  sameVersion(a: string, b: string): boolean
  /** What only one of them tells is a change: both ask for the same. */
  readonly absenceCounts: boolean
}

/** How two reports are compared: that of another program has a version that begins with its name. */
export function comparisonOf(
  before: Pick<ScanReport, 'version'>,
  after: Pick<ScanReport, 'version'>,
): Comparison {
  return programOf(before) === programOf(after) ? exactly : roughly
}

function programOf({ version }: Pick<ScanReport, 'version'>): string {
  return /^[a-z][\w-]*/i.exec(version)?.[0].toLowerCase() ?? ''
}

/** For reports of one program. */
const exactly: Comparison = {
  sameService: (a, b) => a === b,
  sameProduct: (a, b) => a === b,
  sameVersion: (a, b) => a === b,
  absenceCounts: true,
}

/** For reports of two programs, each with words of its own for the same thing. */
const roughly: Comparison = {
  sameService: (a, b) => usualName(a) === usualName(b),
  // `Apache` and `Apache httpd`, `BIND` and `ISC BIND`.
  sameProduct: (a, b) => isPart(words(a), words(b)) || isPart(words(b), words(a)),
  // `9.2p1` and `9.2p1 Debian 2+deb12u3`.
  sameVersion: (a, b) => words(a)[0] === words(b)[0],
  absenceCounts: false,
}

/** Other programs' names of protocols, and ours. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['domain', 'dns'],
  ['microsoft-ds', 'smb'],
  ['netbios-ssn', 'smb'],
  ['ms-wbt-server', 'rdp'],
  ['ms-sql-s', 'mssql'],
  ['oracle-tns', 'oracle'],
  ['http-proxy', 'http'],
  ['kerberos-sec', 'kerberos'],
  ['memcache', 'memcached'],
  ['mongod', 'mongodb'],
  ['sieve', 'managesieve'],
  ['printer', 'lpd'],
  ['shell', 'rsh'],
  ['isakmp', 'ike'],
  ['upnp', 'ssdp'],
  ['zeroconf', 'mdns'],
  ['svnserve', 'svn'],
  ['rmiregistry', 'java-rmi'],
  ['submission', 'smtp'],
])

function usualName(name: string): string {
  const lower = name.toLowerCase()
  return OTHER_NAMES.get(lower) ?? lower
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

function isPart(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((word) => whole.includes(word))
}
