/**
 * How sure a name is. `verified`: the answer echoes something of our question (an id, a cookie, a fitting length).
 * `structured`: it parses as the protocol. `pattern`: its text is typical. `port-table`: only the port number says so.
 */
export type Confidence = 'verified' | 'structured' | 'pattern' | 'port-table'

/** The service behind a port. */
export interface Service {
  /** The protocol: `'http'` with `tls`, never `'https'`. */
  readonly name: string
  /** The program that speaks it: `'nginx'`, `'OpenSSH'`. */
  readonly product?: string
  /** Who makes the program. */
  readonly vendor?: string
  /** As the program writes it, without the packager's suffix: `'9.2p1'`. */
  readonly version?: string
  /** What else the service says of itself, in words. */
  readonly info?: string
  /** The name that the service gives to its host. */
  readonly hostname?: string
  /** The operating system, as far as the service tells it: `'Debian'`. */
  readonly os?: string
  /** The kind or the model of the device, as far as the service tells it. */
  readonly device?: string
  /** CPE 2.3 formatted strings (NISTIR 7695). */
  readonly cpe?: readonly string[]
  /** Set where the service speaks inside TLS, or goes over to it by STARTTLS. */
  readonly tls?: TlsSession
  /** What the protocol tells beside that; `isService(service, 'ssh')` tells the compiler what that is for SSH. */
  readonly details: Readonly<Record<string, unknown>>
  readonly confidence: Confidence
  /** The probe whose answer gave the name; `'listen'` when the peer spoke first. */
  readonly probe: string
  /** Why this name, in words: what was found in the answer. */
  readonly evidence: string
}

/** What a TLS handshake told. */
export interface TlsSession {
  /** `'TLSv1.3'`, `'TLSv1.2'`, `'TLSv1.1'`, `'TLSv1'`, `'SSLv3'`, `'DTLSv1.2'`, `'DTLSv1'`; absent where the handshake never got that far. */
  readonly version?: string
  /** The IANA or OpenSSL name of the cipher suite. */
  readonly cipher?: string
  /** The protocol agreed by ALPN (RFC 7301). */
  readonly alpn?: string
  readonly certificate?: Certificate
  /** Set where the session began in plain text: `'smtp'`, `'imap'`, … */
  readonly starttls?: string
  /** Why the handshake did not complete, or why the peer let nothing be said after it: OpenSSL's code or the alert's name. */
  readonly error?: string
}

/** The peer's certificate: collected, never trusted. */
export interface Certificate {
  /** Distinguished names, RFC 4514 order, as `CN=example.test,O=Example`. */
  readonly subject: string
  readonly issuer: string
  /** Subject alternative names: DNS names and addresses. */
  readonly names: readonly string[]
  /** ISO 8601, UTC. */
  readonly notBefore: string
  readonly notAfter: string
  /** SHA-256 of the DER form, lower-case hexadecimal without colons. */
  readonly fingerprint256: string
  readonly selfSigned: boolean
}
