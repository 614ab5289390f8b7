import { cleanValue, latin1 } from '../field.ts'

/** Algorithm names that a server offers; ciphers, MACs and compression as it offers them from client to server. */
export interface SshAlgorithms {
  readonly keyExchange: readonly string[]
  readonly hostKey: readonly string[]
  readonly ciphers: readonly string[]
  readonly macs: readonly string[]
  readonly compression: readonly string[]
}

const MSG_KEXINIT = 20

/** The algorithms of SSH_MSG_KEXINIT, where a whole unencrypted packet of it starts the bytes. */
export function parseKexInit(bytes: Uint8Array): SshAlgorithms | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 26 || view.getUint8(5) !== MSG_KEXINIT) return undefined
  const end = 4 + view.getUint32(0) - view.getUint8(4)
  const lists: string[][] = []
  // Length, padding length, message number and the 16 bytes of the cookie come first.
  for (let at = 22; lists.length < 10;) {
    if (at + 4 > Math.min(end, bytes.length)) return undefined
    const size = view.getUint32(at)
    at += 4
    if (size > 4096 || at + size > Math.min(end, bytes.length)) return undefined
    lists.push(names(latin1(bytes, at, at + size)))
    at += size
  }
  const [keyExchange, hostKey, ciphers, , macs, , compression] = lists as [
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
    string[],
  ]
  return { keyExchange, hostKey, ciphers, macs, compression }
}

function names(list: string): string[] {
  return list.split(',', 128).flatMap((name) => cleanValue(name.slice(0, 64)) ?? [])
}
