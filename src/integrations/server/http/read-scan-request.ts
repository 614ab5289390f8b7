import { parsePorts, portCount, ScanError, type TimingName } from 'portscan-core'
import type { Backend, ScanRequest } from '../model.ts'
import { readHosts, type BadHost } from '../scope/read-hosts.ts'
import type { Scope } from '../scope/scope.ts'
import type { ServiceSettings } from '../settings.ts'
import { HttpProblem } from './problem.ts'

/** A scan as it is asked for, by a request or by a schedule. */
export interface WantedScan {
  readonly hosts: readonly string[]
  readonly ports?: string | readonly number[]
  readonly services?: boolean
  readonly udp?: boolean
  readonly timing?: TimingName
  readonly rate?: number
  readonly timeout?: number
  readonly retries?: number
  readonly backends?: readonly Backend[]
}

export interface ReadScan {
  readonly request: ScanRequest
  /** Hosts × ports. */
  readonly endpoints: number
}

/** Thrown where hosts cannot be scanned: 400 where some are none, 403 where policy refuses all that are wrong. */
export class BadHosts extends HttpProblem {
  readonly hosts: readonly BadHost[]

  constructor(hosts: readonly BadHost[]) {
    const invalid = hosts.some(({ code }) => code === 'invalid' || code === 'too-many')
    const [status, code] = invalid ? ([400, 'invalid_hosts'] as const) : ([403, 'refused_hosts'] as const)
    super(status, code, `${hosts.length} of the hosts cannot be scanned`, { details: hosts })
    this.hosts = hosts
  }
}

/**
 * Checks what is wanted against policy and limits, and completes it. Throws `BadHosts` with every host that is wrong, and
 * `HttpProblem` for what else is.
 */
export async function readScanRequest(
  wanted: WantedScan,
  scope: Scope,
  { limits, work }: Pick<ServiceSettings, 'limits' | 'work'>,
): Promise<ReadScan> {
  const { hosts, bad } = await readHosts(wanted.hosts, scope, limits.hosts)
  if (bad.length > 0) throw new BadHosts(bad)
  const udp = wanted.udp ?? false
  const ports = typeof wanted.ports === 'object' ? wanted.ports.join(',') : (wanted.ports ?? 'top-1000')
  const endpoints = hosts.length * countPorts(ports, udp)
  if (endpoints > limits.endpoints) {
    const message = `${hosts.length} hosts are ${endpoints} endpoints on these ports, where ${limits.endpoints} are the most`
    throw new HttpProblem(400, 'too_many_endpoints', message)
  }
  const { services = true, timing = 'normal', rate, timeout, retries, backends = work.backends } = wanted
  const request = {
    hosts,
    ports,
    services,
    udp,
    timing,
    ...(rate !== undefined && { rate }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && { retries }),
    backends,
  }
  return { request, endpoints }
}

function countPorts(ports: string, udp: boolean): number {
  try {
    const count = portCount(parsePorts(ports, { udp }))
    if (count > 0) return count
  } catch (error) {
    if (error instanceof ScanError) throw new HttpProblem(400, 'invalid_ports', error.message)
    throw error
  }
  throw new HttpProblem(400, 'invalid_ports', 'these are no ports: all of them are excluded')
}
