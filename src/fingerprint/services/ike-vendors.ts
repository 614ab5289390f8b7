import { cleanValue, latin1 } from '../field.ts'
import type { Match } from '../service-probe.ts'

/** Who sends a vendor id (RFC 2408, section 3.16), and what it is called. */
interface IkeVendor {
  /** Its first bytes in hexadecimal; most are an MD5 of a text. */
  readonly starts: string
  readonly label: string
  readonly software?: Pick<Match, 'product' | 'vendor' | 'os' | 'device'>
}

const VENDORS: readonly IkeVendor[] = [
  { starts: '4a131c81070358455c5728f20e95452f', label: 'NAT-T (RFC 3947)' },
  { starts: 'afcad71368a1f1c96b8696fc7757', label: 'dead peer detection' },
  { starts: '09002689dfd6b712', label: 'XAUTH' },
  { starts: '4048b7d56ebce88525e7de7f00d6c2d3', label: 'fragmentation' },
  { starts: '12f5f28c457168a9702d9fe274cc', label: 'Cisco Unity' },
  { starts: '26244d38eddb61b3172a36e3d0cfb819', label: 'initial contact' },
  {
    starts: '882fe56d6fd20dbc2251613b2ebe5beb',
    label: 'strongSwan',
    software: { product: 'strongSwan', vendor: 'strongSwan' },
  },
  {
    starts: '1e2b516905991c7d7c96fcbfb587e461',
    label: 'Windows',
    software: { product: 'Windows IKE', vendor: 'Microsoft', os: 'Windows' },
  },
  {
    starts: 'fb1de3cdf341b7ea16b7e5be0855f120',
    label: 'negotiation discovery',
    software: { product: 'Windows IKE', vendor: 'Microsoft', os: 'Windows' },
  },
  {
    starts: '8299031757a36082c6a621de',
    label: 'FortiGate',
    software: { product: 'FortiGate', vendor: 'Fortinet', device: 'firewall' },
  },
  {
    starts: '7003cbc1097dbe9c2600ba6983bc8b35',
    label: 'KAME racoon',
    software: { product: 'racoon', vendor: 'KAME' },
  },
]

/** Vendor ids that are words. */
const WORDS: readonly { readonly on: RegExp; readonly software: NonNullable<IkeVendor['software']> }[] = [
  { on: /^OE-Libreswan-/, software: { product: 'Libreswan', vendor: 'Libreswan' } },
  { on: /^CISCO-DELETE-REASON$/, software: { vendor: 'Cisco' } },
  { on: /^FLEXVPN-SUPPORTED$/, software: { product: 'IOS', vendor: 'Cisco' } },
]

/** A vendor id as people read it: its label, its words, or hexadecimal. */
export function vendorIdText(id: Uint8Array): string {
  const hex = hexOf(id)
  return VENDORS.find(({ starts }) => hex.startsWith(starts))?.label ?? wordsOf(id) ?? hex
}

/** What the first telling vendor id says of the software. */
export function softwareByVendorIds(
  ids: readonly Uint8Array[],
): NonNullable<IkeVendor['software']> & { version?: string } {
  for (const id of ids) {
    const hex = hexOf(id)
    const known = VENDORS.find(({ starts, software }) => software !== undefined && hex.startsWith(starts))
    if (known?.software !== undefined) return known.software
    const words = wordsOf(id)
    const match = words === undefined ? undefined : WORDS.find(({ on }) => on.test(words))
    if (match === undefined) continue
    const version = /^OE-Libreswan-(?<version>\d{1,3}(?:\.\d{1,3}){1,3})/.exec(words!)?.groups?.['version']
    return { ...match.software, ...(version !== undefined && { version }) }
  }
  return {}
}

function hexOf(id: Uint8Array): string {
  return Buffer.from(id.subarray(0, 64)).toString('hex')
}

function wordsOf(id: Uint8Array): string | undefined {
  const text = latin1(id, 0, 80)
  return /^[\x20-\x7e]{6,80}$/.test(text) ? cleanValue(text) : undefined
}
