import { timings, type TimingName } from 'portscan-core'
import type { Backend, HostProgress, HostResult, Progress, Scope } from '../model.ts'
import type { AuditRow, HostSummary, KeyRow } from '../store/store.ts'
import type { ProblemBody } from './problem.ts'

type TypeBuilder = (typeof import('typebox'))['Type']

const BACKENDS: readonly Backend[] = ['connect', 'native', 'nmap', 'masscan', 'rustscan']
const PROGRESS: readonly Progress[] = ['pending', 'in_progress', 'done', 'failed', 'cancelled']
const SCOPES: readonly Scope[] = ['read', 'scan', 'admin']

export type Shapes = ReturnType<typeof createShapes>

/** What several routes take or give. Objects that come from outside take no key that they do not know. */
export function createShapes(Type: TypeBuilder) {
  const oneOf = <Value extends string>(values: readonly Value[], description?: string) =>
    Type.Unsafe<Value>(Type.String({ enum: [...values], ...(description !== undefined && { description }) }))
  const time = Type.String({ description: 'ISO 8601, UTC' })
  const text = Type.String()
  const count = Type.Integer()
  const scanId = Type.String({ format: 'uuid', description: 'What `POST /scan` gave' })
  const host = Type.String({ minLength: 1, maxLength: 300, description: 'A name or an address' })
  const closed = { additionalProperties: false } as const
  const ports = Type.Array(count, { description: 'Numbers of TCP and UDP ports, in order' })
  const openPort = Type.Object({
    address: text,
    port: count,
    transport: text,
    state: text,
    reason: text,
    service: Type.Optional(Type.Object({}, { additionalProperties: true })),
  })
  const request = Type.Object({
    hosts: Type.Array(text),
    ports: text,
    services: Type.Boolean(),
    udp: Type.Boolean(),
    timing: text,
    rate: Type.Optional(Type.Number()),
    timeout: Type.Optional(Type.Number()),
    retries: Type.Optional(count),
    backends: Type.Array(text),
  })
  const keyFields = {
    id: text,
    name: text,
    scopes: Type.Array(text),
    created_at: time,
    expires_at: Type.Optional(time),
    last_used_at: Type.Optional(time),
  }
  return {
    closed,
    scanId,
    host,
    backend: oneOf(BACKENDS),
    timing: oneOf(Object.keys(timings) as TimingName[], 'How hard the network may be pressed'),
    scope: oneOf(SCOPES),
    progress: oneOf(PROGRESS),
    openPort,
    scanIdParams: Type.Object({ scan_id: scanId }, closed),
    hostParams: Type.Object({ host }, closed),
    /** How many, and from where on. */
    page: (usual: number) => ({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: `Default ${usual}` })),
      cursor: Type.Optional(
        Type.String({
          pattern: '^[\\w.~=-]{1,1024}$',
          description: 'From the header `Link` of the page before',
        }),
      ),
    }),
    problem: Type.Unsafe<ProblemBody>(
      Type.Object(
        {
          error: Type.Object({
            code: Type.String({ description: 'Stable' }),
            message: Type.String({ description: 'For people' }),
            details: Type.Optional(Type.Unknown()),
          }),
        },
        { $id: 'Problem' },
      ),
    ),
    hostResult: Type.Unsafe<HostResult>(
      Type.Object({
        scan_id: text,
        host: text,
        scanned_at: time,
        scanned: Type.String({ description: 'Which ports were looked at, as a port specification' }),
        open_ports: ports,
        services: Type.Array(openPort),
        addresses: Type.Array(text),
        counts: Type.Object({}, { additionalProperties: true, description: 'Ports by state and reason' }),
        backend: text,
        complete: Type.Boolean({ description: 'False: some ports got no verdict' }),
      }),
    ),
    hostProgress: Type.Unsafe<HostProgress>(
      Type.Object({
        host: text,
        status: oneOf(PROGRESS),
        done: Type.Integer({ description: 'Shards that are done, of `shards`' }),
        shards: count,
        attempts: Type.Integer({ description: 'The most that a shard of it took' }),
        started_at: Type.Optional(time),
        finished_at: Type.Optional(time),
        error: Type.Optional(text),
      }),
    ),
    scan: Type.Object({
      scan_id: text,
      status: text,
      request,
      shards: count,
      shards_done: count,
      created_at: time,
      started_at: Type.Optional(time),
      finished_at: Type.Optional(time),
      error: Type.Optional(text),
      schedule_id: Type.Optional(text),
    }),
    hostSummary: Type.Unsafe<HostSummary>(
      Type.Object({ host: text, scanned_at: time, scan_id: text, open_ports: ports }),
    ),
    keyFields,
    key: Type.Unsafe<Omit<KeyRow, 'tenant'>>(Type.Object(keyFields)),
    auditRow: Type.Unsafe<Omit<AuditRow, 'tenant'>>(
      Type.Object({ at: time, key_id: Type.Optional(text), action: text, detail: Type.Unknown() }),
    ),
  }
}
