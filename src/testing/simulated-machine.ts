import type { DialFailure } from 'portscan-core'
import type { Stalls } from './virtual-clock.ts'

/** The machine that scans, and what it has too little of. */
export interface SimulatedMachine {
  /** Sockets that may be open at once; beyond it a dial fails with `EMFILE`. Default: no bound. */
  readonly descriptors?: number
  /** Local ports, over all destinations, as with one source address; beyond it `EADDRNOTAVAIL`. Default: no bound. */
  readonly localPorts?: number
  /** When the event loop stands still. Default: never. */
  readonly stalls?: Stalls
}

const NO_DESCRIPTOR: DialFailure = { code: 'EMFILE', syscall: 'connect', local: true }
const NO_PORT: DialFailure = { code: 'EADDRNOTAVAIL', syscall: 'connect', local: true }

/** The sockets of the machine: each takes a descriptor and a local port from dial to close. */
export class MachineSockets {
  /** The most that were in use at once. */
  most = 0
  #used = 0
  readonly #descriptors: number
  readonly #localPorts: number

  constructor({ descriptors = Infinity, localPorts = Infinity }: SimulatedMachine = {}) {
    this.#descriptors = descriptors
    this.#localPorts = localPorts
  }

  get used(): number {
    return this.#used
  }

  /** Takes what a socket needs, or says what is lacking. */
  take(): DialFailure | undefined {
    if (this.#used >= this.#descriptors) return NO_DESCRIPTOR
    if (this.#used >= this.#localPorts) return NO_PORT
    this.most = Math.max(this.most, ++this.#used)
    return undefined
  }

  give(): void {
    this.#used--
  }
}
