import { constants } from 'node:os'
import type { Family } from '../model/host.ts'
import * as linux from './linux.ts'
import { MessageBatch } from './message-batch.ts'
import { PortBlock } from './port-block.ts'
import { SocketAddress } from './socket-address.ts'
import { attachFilter } from './socket-filter.ts'
import { SourceAddresses } from './source-address.ts'
import { emptyAnswer, readIcmp4, readIcmp6, readTcp4, readTcp6, type SynAnswer } from './syn-answer.ts'
import { icmpFilter, tcpFilter } from './syn-filter.ts'
import { addressSyn, finishSyn4, prepareSyn, SYN_LENGTH, SYN_ROOM, tcpStart } from './syn-packet.ts'
import type { SystemCalls } from './system-calls.ts'

/** SYNs sent, and packets taken, by one call. */
const BATCH = 128
/** Bytes taken of a packet: the longest IPv4 header twice, and what stands between and behind. */
const PACKET_ROOM = 192
/** Packets that wait in the system, in bytes: what comes while this thread sends. */
const RECEIVE_BUFFER = 8 * 2 ** 20
/** Batches taken in one go from a socket. */
const ROUNDS = 8
/** Where the kernel writes the checksum of TCP (RFC 9293, section 3.1). */
const CHECKSUM_AT = 16

/** Why a line could not be opened, or a SYN not be sent. */
export interface LineFailure {
  readonly code: number
  readonly atBind: boolean
}

/** The raw sockets of one family: SYNs out, and what answers them in. */
export class SynLine {
  readonly tcp: number
  readonly icmp: number
  /** SYNs that wait to be sent. */
  waiting = 0
  readonly #calls: SystemCalls
  readonly #family: Family
  readonly #ports: PortBlock
  readonly #out: number
  readonly #outgoing: MessageBatch
  readonly #incoming: MessageBatch
  readonly #sources: SourceAddresses | undefined
  readonly #source: number | undefined
  readonly #answer = emptyAnswer()

  private constructor(
    calls: SystemCalls,
    family: Family,
    sockets: LineSockets,
    from: SocketAddress | undefined,
  ) {
    this.#calls = calls
    this.#family = family
    this.tcp = sockets.tcp
    this.icmp = sockets.icmp
    this.#out = sockets.out
    this.#ports = sockets.ports
    this.#outgoing = new MessageBatch(calls, family, BATCH, SYN_ROOM, tcpStart(family) + SYN_LENGTH)
    this.#incoming = new MessageBatch(calls, family, BATCH, PACKET_ROOM)
    for (const message of this.#outgoing.messages) prepareSyn(message, family)
    if (family === 6) return
    if (from === undefined) this.#sources = new SourceAddresses(calls)
    else this.#source = new DataView(from.bytes.buffer).getInt32(linux.SIN_ADDR)
  }

  /** Opens the sockets of a family, at an address of this machine if one is given; why not, where that fails. */
  static open(calls: SystemCalls, family: Family, from?: SocketAddress): SynLine | LineFailure {
    // Raw sockets would take any name for an address of theirs.
    if (from !== undefined && from.family !== family) return { code: constants.errno.EINVAL, atBind: true }
    const opened: number[] = []
    const ports = PortBlock.reserve(calls, family)
    const code = calls.errno()
    if (ports === undefined) return { code, atBind: false }
    const failure = openSockets(calls, family, ports, from, opened)
    if (failure !== undefined) {
      for (const fd of opened) calls.close(fd)
      ports.close()
      return failure
    }
    const [tcp, icmp, out] = opened as [number, number, number]
    return new SynLine(calls, family, { tcp, icmp, out, ports }, from)
  }

  get full(): boolean {
    return this.waiting === BATCH
  }

  /** The port that the how-manieth try of an endpoint comes from. */
  portOf(attempt: number): number {
    return this.#ports.portOf(attempt)
  }

  /** Puts a SYN to those that wait. 0, or the error number of why it will not be sent. */
  put(from: number, port: number, sequence: number, words: Int32Array, at: number): number {
    const { messages, names } = this.#outgoing
    const message = messages[this.waiting]!
    addressSyn(message, this.#family, from, port, sequence)
    if (this.#family === 4) {
      const source = this.#source ?? this.#sources!.of(words[at]!)
      if (source === undefined) return this.#calls.errno()
      finishSyn4(message, source, words[at]!)
    }
    // Raw sockets know no ports.
    names[this.waiting]!.fill(0, words, at)
    this.waiting++
    return 0
  }

  /** Sends what waits; `failed` hears of each that did not go, with its place and the error number. */
  send(failed: (place: number, code: number) => void): void {
    const count = this.waiting
    for (let first = 0; first < count;) {
      const sent = this.#outgoing.send(this.#out, first, count - first)
      const code = sent > 0 ? 0 : this.#calls.errno()
      if (sent > 0) first += sent
      else if (code !== constants.errno.EINTR) failed(first++, code)
    }
    this.waiting = 0
  }

  /** Takes the packets that are there, and tells each that answers a SYN, or seems to. */
  receive(fd: number, heard: (answer: SynAnswer) => void): void {
    const batch = this.#incoming
    for (let round = 0; round < ROUNDS; round++) {
      const count = batch.receive(fd)
      for (let one = 0; one < count; one++) if (this.#read(fd, one)) heard(this.#answer)
      if (count < batch.size) return
    }
  }

  close(): void {
    for (const fd of new Set([this.tcp, this.icmp, this.#out])) this.#calls.close(fd)
    this.#sources?.close()
    this.#ports.close()
  }

  #read(fd: number, one: number): boolean {
    const batch = this.#incoming
    const view = batch.messages[one]!
    const length = batch.length(one)
    const answer = this.#answer
    if (fd === this.icmp) return (this.#family === 4 ? readIcmp4 : readIcmp6)(view, length, answer)
    if (this.#family === 4) return readTcp4(view, length, answer)
    batch.names[one]!.read(answer.address)
    return readTcp6(view, length, answer)
  }
}

interface LineSockets {
  readonly tcp: number
  readonly icmp: number
  readonly out: number
  readonly ports: PortBlock
}

/** Over IPv6 one socket does for TCP in both directions: there the system adds source and checksum. */
function openSockets(
  calls: SystemCalls,
  family: Family,
  ports: PortBlock,
  from: SocketAddress | undefined,
  opened: number[],
): LineFailure | undefined {
  const protocols =
    family === 4
      ? [linux.IPPROTO_TCP, linux.IPPROTO_ICMP, linux.IPPROTO_RAW]
      : [linux.IPPROTO_TCP, linux.IPPROTO_ICMPV6]
  const domain = family === 4 ? linux.AF_INET : linux.AF_INET6
  for (const protocol of protocols) {
    const fd = calls.socket(domain, linux.SOCK_RAW | linux.SOCK_CLOEXEC, protocol)
    if (fd < 0) return { code: calls.errno(), atBind: false }
    opened.push(fd)
  }
  if (family === 6) opened.push(opened[0]!)
  const [tcp, icmp, out] = opened as [number, number, number]
  const ready =
    attachFilter(calls, tcp, tcpFilter(family, ports)) &&
    attachFilter(calls, icmp, icmpFilter(family, ports)) &&
    (family === 4
      ? setNumber(calls, out, linux.SOL_IP, linux.IP_HDRINCL, 1)
      : setNumber(calls, out, linux.SOL_IPV6, linux.IPV6_CHECKSUM, CHECKSUM_AT))
  if (!ready) return { code: calls.errno(), atBind: false }
  widen(calls, tcp)
  widen(calls, icmp)
  if (from === undefined || calls.bind(out, from.bytes, SocketAddress.sizeOf(from.family)) === 0)
    return undefined
  return { code: calls.errno(), atBind: true }
}

function setNumber(calls: SystemCalls, fd: number, level: number, option: number, value: number): boolean {
  const bytes = new Uint8Array(new Int32Array([value]).buffer)
  return calls.setsockopt(fd, level, option, bytes, bytes.length) === 0
}

/** Past the system's limit where that is allowed (CAP_NET_ADMIN), else up to it. */
function widen(calls: SystemCalls, fd: number): void {
  if (setNumber(calls, fd, linux.SOL_SOCKET, linux.SO_RCVBUFFORCE, RECEIVE_BUFFER)) return
  setNumber(calls, fd, linux.SOL_SOCKET, linux.SO_RCVBUF, RECEIVE_BUFFER)
}
