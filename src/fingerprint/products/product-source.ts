import type { SoftwareFacts } from './product-rule.ts'

/** A text that a service tells of itself: the part of its answer that names the software. */
export type ProductField =
  | 'ssh'
  | 'ftp'
  | 'smtp'
  | 'pop3'
  | 'imap'
  | 'nntp'
  | 'telnet'
  | 'http-server'
  | 'http-powered-by'
  | 'http-title'
  | 'http-authenticate'
  | 'http-cookie'
  | 'dns'
  | 'mysql'
  | 'mysql-error'
  | 'snmp'
  | 'sip'
  | 'rtsp'
  | 'x11'

/** Knows products by what services tell of themselves, beside the rules of this package: `loadRecog()` makes one. */
export interface ProductSource {
  /** For the evidence of what it adds: `'Recog'`. */
  readonly name: string
  /** What the text says; pure, quick and never throwing. The text comes from strangers, 512 characters at most. */
  readonly describe: (field: ProductField, text: string) => SoftwareFacts | undefined
}
