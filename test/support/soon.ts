import { vi } from 'vitest'

/** Until it is so, however busy the machine is. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 30_000 })
}
