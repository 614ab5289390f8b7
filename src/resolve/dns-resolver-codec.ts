import type { DnsRecord } from './dns-message.ts'
import { OFFERED_DATAGRAM } from './dns-query.ts'

/** The part of the wire format that dns2 writes and reads; all else is walked by `readMessage`. */
export interface DnsCodec {
  /** A query for one name and type, recursion desired; with `edns` it offers a larger datagram (RFC 6891). */
  query(id: number, name: string, type: number, edns: boolean): Uint8Array
  /** The address that a sound A or AAAA record holds, as text. */
  address(message: Uint8Array, record: DnsRecord): string
}

const CLASS_IN = 1
const ROOT = Uint8Array.of(0)

/** Loads dns2 when the first question is asked, so that importing this library does not. */
export async function loadCodec(): Promise<DnsCodec> {
  const { Packet } = await import('dns2')
  return {
    query(id, name, type, edns) {
      const packet = new Packet()
      packet.header = new Packet.Header({ id, rd: 1 })
      packet.questions.push(new Packet.Question(name, type, CLASS_IN))
      if (edns) packet.additionals.push({ ...Packet.Resource.EDNS([]), name: '', class: OFFERED_DATAGRAM })
      return packet.toBuffer()
    },
    // dns2 never sees a whole message: its parser follows names for seconds where a forger wants it to. One record
    // at a time, owned by the root, of a size that was checked.
    address(message, { fixed, data, size }) {
      const record = Packet.Resource.decode(Buffer.concat([ROOT, message.subarray(fixed, data + size)]))
      return record.address!
    },
  }
}
