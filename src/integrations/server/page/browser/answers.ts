import type { HostProgress, HostResult, Progress, ScanRequest } from '../../model.ts'

/** A scan in the list of scans. */
export interface ScanLine {
  readonly scan_id: string
  readonly status: Progress
  readonly created_at: string
  readonly started_at?: string
  readonly finished_at?: string
  readonly error?: string
  readonly shards: number
  readonly shards_done: number
  readonly request: Pick<ScanRequest, 'hosts' | 'ports' | 'services' | 'timing'>
}

/** A host in the list of hosts. */
export interface HostLine {
  readonly host: string
  readonly scanned_at: string
  readonly scan_id: string
  readonly open_ports: readonly number[]
}

export type ResultLine = Pick<
  HostResult,
  'scan_id' | 'host' | 'scanned_at' | 'open_ports' | 'services' | 'scanned' | 'backend' | 'complete'
>

export type HostStatus = HostProgress

/** What a list holds, and where it goes on. */
export interface Listed<Item> {
  readonly items: readonly Item[]
  readonly cursor?: string
}

/** A list as the service gives it. */
export function listed<Item>(answer: unknown): Listed<Item> {
  if (Array.isArray(answer)) return { items: answer as Item[] }
  const { items, cursor } = (answer ?? {}) as { items?: Item[]; cursor?: string }
  return { items: items ?? [], ...(typeof cursor === 'string' ? { cursor } : {}) }
}
