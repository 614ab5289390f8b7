/** Six bytes of Ethernet. */
export type HardwareAddress = readonly number[]

/** The six bytes there, where one interface may have them: not those of a group, and not none. */
export function hardwareAddress(bytes: Uint8Array, at: number): HardwareAddress | undefined {
  const mac = [...bytes.subarray(at, at + 6)]
  const [first = 1] = mac
  return mac.length < 6 || (first & 1) === 1 || mac.every((byte) => byte === 0) ? undefined : mac
}

/** Reads `'00:00:5e:00:53:01'`; nothing for what no interface may have. */
export function parseHardwareAddress(text: string): HardwareAddress | undefined {
  if (!/^[\da-f]{2}(:[\da-f]{2}){5}$/i.test(text)) return undefined
  return hardwareAddress(new Uint8Array(text.split(':').map((byte) => parseInt(byte, 16))), 0)
}

export function hardwareAddressText(mac: HardwareAddress): string {
  return mac.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
}
