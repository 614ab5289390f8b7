import { setTimeout as pause } from 'node:timers/promises'

/** Waits until it holds; rejects where that does not come, by default within 20 s. */
export async function eventually(holds: () => boolean | Promise<boolean>, patience = 20_000): Promise<void> {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come within ${patience} ms: ${holds.toString()}`)
    await pause(10)
  }
}
