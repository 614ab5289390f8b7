import type { ScanEvent } from '../model/event.ts'
import { hostKey } from './host-key.ts'

/** Says of hosts whether they are up, and counts them. */
export class HostTally {
  up = 0
  down = 0
  /** Given up while they were scanned: there is more to come of them. */
  readonly #gone = new Set<string>()
  /** Not found by who looked for them; that they are skipped is told beside that, and nothing else of them. */
  readonly #absent = new Set<string>()

  see(event: ScanEvent): void {
    if (event.kind === 'host' && event.status === 'down') {
      const key = hostKey(event)
      if (!this.#gone.delete(key)) this.#absent.add(key)
    }
    if (event.kind !== 'skipped' || event.reason !== 'host-down') return
    this.down++
    if (event.address === undefined) return
    const key = hostKey({ ...event, address: event.address })
    if (!this.#absent.delete(key)) this.#gone.add(key)
  }

  isUp(host: Parameters<typeof hostKey>[0]): boolean {
    const up = !this.#gone.delete(hostKey(host))
    if (up) this.up++
    return up
  }
}
