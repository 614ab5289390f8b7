/**
 * Where clouds tell a machine its secrets. An allow list holds such an address only where it stands there by itself, not as
 * a part of a range. One of them (168.63.129.16) looks like any other address of the internet.
 */
export const METADATA_ADDRESSES: readonly string[] = [
  '169.254.169.254',
  // Containers of AWS: task roles, pod identities; its DNS and time too.
  '169.254.170.2',
  '169.254.170.23',
  '169.254.169.253',
  '169.254.169.123',
  'fd00:ec2::254',
  'fd00:ec2::253',
  'fd00:ec2::23',
  'fd00:ec2::123',
  // Google, Alibaba, Oracle, Azure.
  'fd20:ce::254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
]

const NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
])

/** Names of the same, in lower case and without a last dot. What they lead to is checked too, when they are looked up. */
export function isMetadataName(name: string): boolean {
  return NAMES.has(name)
}
