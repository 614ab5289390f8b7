import type { Progress } from '../../model.ts'
import type { HostStatus } from './answers.ts'

/** How far a scan is, by its hosts. */
export interface ScanProgress {
  readonly status: Progress
  /** 0 to 1. */
  readonly share: number
  /** Hosts of which nothing more comes. */
  readonly done: number
  readonly started?: string
  /** Only when all are ended. */
  readonly finished?: string
}

export function progressOf(hosts: readonly HostStatus[]): ScanProgress {
  const ended = hosts.filter(({ status }) => status !== 'pending' && status !== 'in_progress')
  const shares = hosts.map((host) => (ended.includes(host) ? 1 : host.done / Math.max(1, host.shards)))
  const started = least(hosts.flatMap(({ started_at }) => started_at ?? []))
  const finished = least(hosts.flatMap(({ finished_at }) => finished_at ?? []).map(String), -1)
  const all = ended.length === hosts.length
  return {
    status: all ? worst(hosts) : started === undefined ? 'pending' : 'in_progress',
    share: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, hosts.length),
    done: ended.length,
    ...(started === undefined ? {} : { started }),
    ...(all && finished !== undefined ? { finished } : {}),
  }
}

/** Of hosts that are all ended: a scan of which nothing came is failed, otherwise what most need to know. */
function worst(hosts: readonly HostStatus[]): Progress {
  const has = (status: Progress): boolean => hosts.some((host) => host.status === status)
  if (has('cancelled')) return 'cancelled'
  return has('failed') && !has('done') ? 'failed' : 'done'
}

/** The first of these times; with −1 the last. */
function least(times: readonly string[], sign = 1): string | undefined {
  return [...times].sort((a, b) => sign * (Date.parse(a) - Date.parse(b)))[0]
}
