import type { Service } from '../model/service.ts'

/** True where a service speaks inside TLS from the first byte, and it is known what speaks there. */
export function isTunnelled({ name, tls }: Service): boolean {
  return tls !== undefined && tls.starttls === undefined && name !== 'tls'
}
