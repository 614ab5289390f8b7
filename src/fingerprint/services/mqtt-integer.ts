/** An integer of MQTT: seven bits a byte, the low ones first, at most four bytes (1.5.5); and where it ends. */
export function variableInteger(bytes: Uint8Array, at: number): readonly [number | undefined, number] {
  let value = 0
  for (let digit = 0; digit < 4; digit++) {
    const byte = bytes[at + digit]
    if (byte === undefined) break
    value += (byte & 0x7f) * 128 ** digit
    if (byte < 0x80) return [value, at + digit + 1]
  }
  return [undefined, at]
}
