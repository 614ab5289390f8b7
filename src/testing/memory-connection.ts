import type { Clock, Connection, Endpoint, ReadEnd, ReadOptions, Received } from 'portscan-core'
import type { Peer } from './peer-script.ts'

const MOST_READ = 65_536
const KEEP = 16_384

/** A read that is under way. */
interface Reading {
  readonly options: ReadOptions
  readonly startedAt: number
  readonly resolve: (received: Received) => void
  readonly callOff: () => void
  kept: Uint8Array
  count: number
  rtt: number | undefined
}

/** Both ends of a conversation in memory: what the dialler holds, and what the script does. */
export function memoryConversation(
  endpoint: Endpoint,
  rtt: number,
  clock: Clock,
  onClosed: () => void,
): { connection: Connection; peer: Peer } {
  const arrived: Uint8Array[] = []
  const timers = new Set<() => void>()
  let taken = 0
  let over: ReadEnd | undefined
  let open = true
  let reading: Reading | undefined
  let hear: (bytes: Uint8Array) => void = () => {}

  function finish(end: ReadEnd): void {
    if (reading === undefined) return
    const { kept, count, rtt, resolve, startedAt, callOff } = reading
    reading = undefined
    callOff()
    resolve({ bytes: kept, truncated: count > kept.length, end, rtt: rtt ?? clock.now() - startedAt })
  }

  function deliver(): void {
    while (reading !== undefined && arrived.length > 0) take(reading, arrived.shift()!)
    if (taken >= MOST_READ) finish('full')
    else if (arrived.length === 0 && over !== undefined) finish(over)
  }

  function take(read: Reading, chunk: Uint8Array): void {
    const { enough, keep = KEEP } = read.options
    read.rtt ??= clock.now() - read.startedAt
    read.count += chunk.length
    read.kept = Buffer.concat([read.kept, chunk.subarray(0, keep - read.kept.length)])
    if (enough === undefined || enough(read.kept)) finish('data')
  }

  function receive(bytes: Uint8Array): void {
    const part = bytes.slice(0, MOST_READ - taken)
    if (!open || over !== undefined || part.length === 0) return
    taken += part.length
    arrived.push(part)
    deliver()
  }

  function end(how: ReadEnd): void {
    over ??= how
    deliver()
  }

  function quiet(): void {
    timers.forEach((callOff) => callOff())
    timers.clear()
  }

  const connection: Connection = {
    endpoint,
    rtt,
    write(bytes) {
      const copy = bytes.slice()
      // Of a stream nothing is sent then; a datagram may well be empty.
      if (open && (copy.length > 0 || endpoint.transport === 'udp')) queueMicrotask(() => hear(copy))
    },
    read: (options) =>
      new Promise((resolve) => {
        if (reading !== undefined) throw new Error('One read at a time')
        const callOff = clock.after(options.timeout, () => finish('silence'))
        const startedAt = clock.now()
        reading = { options, startedAt, resolve, callOff, kept: Buffer.alloc(0), count: 0, rtt: undefined }
        deliver()
      }),
    close() {
      if (!open) return
      open = false
      arrived.length = 0
      quiet()
      end('close')
      onClosed()
    },
  }

  const peer: Peer = {
    send: (bytes) => receive(typeof bytes === 'string' ? Buffer.from(bytes) : bytes),
    stream(chunk) {
      while (open && over === undefined && taken < MOST_READ) receive(chunk)
    },
    halfClose: () => end('close'),
    close() {
      quiet()
      end('close')
    },
    reset() {
      quiet()
      end('reset')
    },
    listen: (listener) => void (hear = (bytes) => void (open && listener(bytes))),
    stopReading: () => void (hear = () => {}),
    after(ms, run) {
      const callOff = clock.after(ms, () => {
        timers.delete(callOff)
        run()
      })
      timers.add(callOff)
    },
  }
  return { connection, peer }
}
