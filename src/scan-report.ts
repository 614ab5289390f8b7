import type { HostEvent, ScanEvent, Skipped, Warning } from './model/event.ts'
import type { HostReport, ScanReport } from './model/report.ts'
import type { PortResult } from './model/result.ts'
import type { PortSet } from './model/target.ts'
import { compareAddresses } from './net/address.ts'

/** Puts events together as they pass. What it holds grows with the results asked for, and one entry a host. */
export class ReportBuilder {
  readonly #ports = new Map<string, PortResult[]>()
  readonly #hosts = new Map<string, HostEvent>()
  readonly #names = new Map<string, readonly string[]>()
  readonly #skipped: Skipped[] = []
  readonly #warnings: Warning[] = []

  add(event: ScanEvent): void {
    if (event.kind === 'skipped') this.#skipped.push(event)
    else if (event.kind === 'warning') this.#warnings.push(event)
    else if (event.kind === 'host') this.#addHost(event)
    else {
      const ports = this.#ports.get(keyOf(event))
      if (ports === undefined) this.#ports.set(keyOf(event), [event])
      else ports.push(event)
    }
  }

  /** `scanned` gives the ports of a host as text. */
  build(
    frame: Pick<ScanReport, 'version' | 'started' | 'finished' | 'options' | 'stats'>,
    scanned: (host: HostEvent) => string,
  ): ScanReport {
    const hosts = [...this.#hosts.values()].map((host) => this.#hostReport(host, scanned(host)))
    hosts.sort((a, b) => compareAddresses(a.address, b.address) || compareText(a.name, b.name))
    return { ...frame, hosts, skipped: this.#skipped, warnings: this.#warnings }
  }

  #addHost(event: HostEvent): void {
    if (event.names !== undefined) this.#names.set(keyOf(event), event.names)
    if (event.status === 'finished') this.#hosts.set(keyOf(event), event)
  }

  #hostReport(host: HostEvent, scanned: string): HostReport {
    const { address, family, target, name, tag, marks, counts = {}, unprobed = 0 } = host
    const names = this.#names.get(keyOf(host))
    const ports = this.#ports.get(keyOf(host)) ?? []
    return {
      address,
      family,
      target,
      ...(name !== undefined && { name }),
      ...(names && { names }),
      ...(tag !== undefined && { tag }),
      ...(marks && { marks }),
      ports: ports.sort((a, b) => a.port - b.port),
      counts,
      unprobed,
      scanned,
    }
  }
}

/** The ports of hosts that have their own, by block host. */
export class OwnPorts {
  readonly #sets = new Map<string, PortSet>()

  add(host: { readonly address: string; readonly name?: string; readonly ports?: PortSet }): void {
    if (host.ports !== undefined) this.#sets.set(keyOf(host), host.ports)
  }

  of(host: { readonly address: string; readonly name?: string }): PortSet | undefined {
    return this.#sets.get(keyOf(host))
  }
}

function keyOf({ address, name }: { readonly address: string; readonly name?: string }): string {
  return `${address} ${name ?? ''}`
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
