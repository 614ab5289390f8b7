import { readdirSync } from 'node:fs'

/** How many threads this process has; not a number where the system does not say. */
export function threadsOfTheProcess(): number {
  try {
    return readdirSync('/proc/self/task').length
  } catch {
    return NaN
  }
}
