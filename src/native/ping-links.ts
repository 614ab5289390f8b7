import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { parseAddress } from '../net/address.ts'
import type { Family } from '../model/host.ts'
import { parseHardwareAddress, type HardwareAddress } from './hardware-address.ts'

/** An address of this machine on a link of its own, where hosts have hardware addresses. */
export interface OwnAddress {
  readonly link: { readonly name: string; readonly index: number; readonly mac: HardwareAddress }
  readonly family: Family
  readonly value: bigint
  /** Bits of the network. */
  readonly length: number
}

const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 }

/** The addresses of this machine on links, loopback and tunnels left out. `indexOf`: an interface's number, 0 for none. */
export function ownAddresses(
  indexOf: (name: string) => number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): OwnAddress[] {
  return Object.entries(interfaces).flatMap(([label, infos = []]) =>
    infos.flatMap((info): OwnAddress[] => {
      // A second address may have a label: `eth0:1`.
      const name = label.split(':', 1)[0]!
      const mac = info.internal ? undefined : parseHardwareAddress(info.mac)
      const address = parseAddress(info.address.split('%', 1)[0]!)
      const index = mac === undefined ? 0 : indexOf(name)
      if (mac === undefined || address === undefined || index === 0) return []
      const length = Number(info.cidr?.split('/')[1] ?? BITS[address.family])
      return [{ link: { name, index, mac }, family: address.family, value: BigInt(address.value), length }]
    }),
  )
}

/** Where an address is asked for: from those addresses of this machine whose networks it is in, one for each link. */
export function onLink(own: readonly OwnAddress[], text: string): readonly OwnAddress[] | 'own' {
  const address = parseAddress(text)
  if (address === undefined) return []
  const value = BigInt(address.value)
  const zone = address.family === 6 ? address.zone : undefined
  const near = own.filter(
    ({ family, link, ...network }) =>
      family === address.family &&
      (zone === undefined || zone === link.name || zone === String(link.index)) &&
      sameNetwork(network, value, BITS[family]),
  )
  if (near.some((one) => one.value === value)) return 'own'
  const byLink = new Map(near.map((one) => [one.link.index, one]))
  return [...byLink.values()]
}

function sameNetwork(
  { value, length }: Pick<OwnAddress, 'value' | 'length'>,
  other: bigint,
  bits: number,
): boolean {
  const rest = BigInt(bits - length)
  // A network of one address has nobody else.
  return value === other || (rest > 0n && value >> rest === other >> rest)
}
