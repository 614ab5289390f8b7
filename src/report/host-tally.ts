import type { ScanEvent } from '../model/event.ts'

/** Says of hosts whether they are up, and counts them. */
export class HostTally {
  up = 0
  down = 0
  readonly #gone = new Set<string>()
  #lookedFor: string | undefined

  see(event: ScanEvent): void {
    if (event.kind === 'host' && event.status === 'down') this.#lookedFor = event.address
    if (event.kind !== 'skipped' || event.reason !== 'host-down') return
    this.down++
    // One that discovery did not find has no more events; of one that was given up while it was scanned there is more to come.
    if (event.address !== undefined && event.address !== this.#lookedFor) this.#gone.add(event.address)
  }

  isUp({ address }: { readonly address: string }): boolean {
    const up = !this.#gone.delete(address)
    if (up) this.up++
    return up
  }
}
