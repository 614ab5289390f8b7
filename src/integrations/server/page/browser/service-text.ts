import type { Service } from 'portscan-core'
import { visibleText } from './visible-text.ts'

/** A service in a few words: `'ssh OpenSSH 9.2'`, `'http over TLS nginx'`. */
export function serviceText({ name, tls, product, version, info }: Service): string {
  const parts = [name, tls === undefined ? undefined : 'over TLS', product, version, info && `(${info})`]
  return visibleText(parts.filter(Boolean).join(' '))
}
