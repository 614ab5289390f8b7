/** Time of the processor that this process has used, which a busy machine does not stretch. */
export class CpuStopwatch {
  readonly #start = process.cpuUsage()

  milliseconds(): number {
    const { user, system } = process.cpuUsage(this.#start)
    return (user + system) / 1000
  }
}
