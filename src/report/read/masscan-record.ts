import type { PortResult } from '../../model/result.ts'
import { bannerOf, bannerService } from './masscan-banner.ts'
import { verdictOf } from './foreign-words.ts'
import { foreignPort } from './foreign-port.ts'
import { isoTime } from './iso-time.ts'
import { address, port } from './result-shape.ts'
import { list, mismatch, object, optional, record, text, type Shape } from './shape.ts'
import type { UnclearWords } from './unclear-words.ts'

interface Service {
  readonly name: string
  readonly banner?: string
}

interface Port {
  readonly port: number
  readonly proto: string
  readonly status?: string
  readonly reason?: string
  readonly service?: Service
}

interface Host {
  readonly ip: string
  readonly timestamp?: number
  readonly ports: readonly Port[]
}

const seconds: Shape<number> = (value) =>
  /^\d{1,12}$/.test(String(value)) ? Number(value) : mismatch('seconds since 1970', value)

const host = record<Host>({
  ip: address,
  timestamp: optional(seconds),
  ports: list(
    record<Port>({
      port,
      proto: text,
      status: optional(text),
      reason: optional(text),
      service: optional(record<Service>({ name: text, banner: optional(text) })),
    }),
  ),
})

/** What one object of masscan tells: of a port that it is open or closed, or what it said. */
export function masscanRecord(value: unknown, unclear: UnclearWords): PortResult[] {
  const found = object(value)
  if ('finished' in found) return []
  const { ip, timestamp, ports } = host('rec_type' in found ? ofLine(found) : found)
  const at = isoTime(timestamp)
  return ports.flatMap(({ port, proto, status = 'open', reason = '', service }) => {
    if (proto !== 'tcp' && proto !== 'udp') {
      unclear.add(proto, 'neither TCP nor UDP, left out')
      return []
    }
    const verdict = verdictOf(status, reason, proto, unclear)
    const result = foreignPort({ address: ip, port, transport: proto, at, ...verdict })
    return [service === undefined ? result : { ...result, ...said(service) }]
  })
}

function said({ name, banner = '' }: Service): Partial<PortResult> {
  const bytes = Buffer.from(banner, 'latin1')
  return { ...bannerService(name, bytes), ...bannerOf(name, bytes) }
}

/** `-oD` has one port in each object, and what it tells of it in `data`. */
function ofLine(line: Readonly<Record<string, unknown>>): unknown {
  const { ip, timestamp, port, proto } = line
  const { service_name: name, banner, ...data } = object(line['data'])
  return {
    ip,
    timestamp,
    ports: [{ port, proto, ...data, ...(name !== undefined && { service: { name, banner } }) }],
  }
}
