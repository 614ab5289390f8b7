/** Ports remembered, at most: the longest known are forgotten first. */
const MOST_PORTS = 4_096
/** Names remembered of one port. */
const MOST_NAMES = 3

/** What each port was on the last hosts of a scan: the same odd port is often the same service everywhere. */
export class PortMemory {
  readonly #ports = new Map<number, readonly string[]>()

  /** The names of the services that this port was, the latest first. */
  lately(port: number): readonly string[] {
    return this.#ports.get(port) ?? []
  }

  note(port: number, name: string): void {
    const others = this.lately(port).filter((other) => other !== name)
    this.#ports.delete(port)
    for (const old of this.#ports.keys()) {
      if (this.#ports.size < MOST_PORTS) break
      this.#ports.delete(old)
    }
    this.#ports.set(port, [name, ...others].slice(0, MOST_NAMES))
  }
}
