import { keyedPort, type PortKey } from '../diff/port-key.ts'
import type { PolicyPlace } from './policy.ts'
import type { Violation, ViolationKind } from './violation.ts'

/** What is wrong, before it is said with which host or port. */
export interface Finding {
  readonly kind: ViolationKind
  readonly expected: string
  readonly actual: string
  /** The rest of a sentence that begins with the port: `'is nginx, expected Apache'`. Without a port all of it. */
  readonly says: string
}

/** Whose it is. */
export type Who = Pick<Violation, 'host' | 'name' | 'tag'>

/** `'runs nginx 1.18.0, expected >=1.24'`, which is how most of them read. */
export function differs(kind: ViolationKind, about: string, expected: string, actual: string): Finding {
  return { kind, expected, actual, says: `${about} ${actual}, expected ${expected}` }
}

/** What is not known. */
export function unchecked(expected: string, actual: string, says: string): Finding {
  return { kind: 'unchecked', expected, actual, says }
}

/** A finding on one port of a host. */
export function portViolation(
  { says, ...finding }: Finding,
  who: Who,
  key: PortKey,
  rule?: PolicyPlace,
): Violation {
  const { port, transport } = keyedPort(key)
  const message = `${port}/${transport} ${says}`
  return { ...who, port, transport, ...finding, message, ...(rule !== undefined && { rule }) }
}

/** A finding on a host. */
export function hostViolation({ says, ...finding }: Finding, who: Who, rule?: PolicyPlace): Violation {
  return { ...who, ...finding, message: says, ...(rule !== undefined && { rule }) }
}
