/**
 * Milliseconds that a piece of work took its thread, at most: neither what else runs on this machine counts, nor what
 * other threads of this process do meanwhile.
 *
 * @example
 * expect(processorTime(() => parse(hostile))).toBeLessThan(200)
 */
export function processorTime(work: () => unknown): number {
  const started = performance.now()
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return Math.min(performance.now() - started, (user + system) / 1_000)
}
