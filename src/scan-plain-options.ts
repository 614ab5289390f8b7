import type { ScanOptions } from './scan-options.ts'

/** The options that mean something outside of this process: in a file, or to those who watch. */
export function plainOptions(options: ScanOptions): Record<string, unknown> {
  const plain = Object.entries(options).filter(([key, value]) => key !== 'resume' && isPlain(value))
  return Object.fromEntries(plain)
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain)
  if (typeof value !== 'object' || value === null) return typeof value !== 'function'
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
}
