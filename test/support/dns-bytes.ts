/** DNS messages by hand, so that a test can break every rule of them. */

export const A = 1
export const CNAME = 5
export const SOA = 6
export const PTR = 12
export const TXT = 16
export const AAAA = 28

/** A pointer to the name of the first question. */
export const QUESTION_NAME = Buffer.from([0xc0, 12])

export interface ReplyParts {
  readonly id?: number
  /** Default 0x8180: a response, recursion desired and available, no error. */
  readonly flags?: number
  /** The question section as bytes; default the query's own. */
  readonly question?: Buffer
  /** Counts of the four sections; default what is there. */
  readonly counts?: readonly [number, number, number, number]
  readonly answers?: readonly Buffer[]
  readonly authorities?: readonly Buffer[]
}

export function reply(query: Buffer, parts: ReplyParts = {}): Buffer {
  const { answers = [], authorities = [], question = questionOf(query) } = parts
  const header = Buffer.alloc(12)
  header.writeUInt16BE(parts.id ?? query.readUInt16BE(0), 0)
  header.writeUInt16BE(parts.flags ?? 0x8180, 2)
  const counts = parts.counts ?? [1, answers.length, authorities.length, 0]
  counts.forEach((count, index) => header.writeUInt16BE(count, 4 + index * 2))
  return Buffer.concat([header, question, ...answers, ...authorities])
}

export function questionOf(query: Buffer): Buffer {
  return query.subarray(12, nameEnd(query, 12) + 4)
}

export function nameOf(query: Buffer): string {
  const labels: string[] = []
  for (let at = 12; query[at]; at += query[at]! + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!))
  return labels.join('.')
}

export function typeOf(query: Buffer): number {
  return query.readUInt16BE(nameEnd(query, 12))
}

/** A record; the name as text, or as bytes such as `QUESTION_NAME`. */
export function record(owner: string | Buffer, type: number, data: Buffer, dnsClass = 1): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(dnsClass, 2)
  fixed.writeUInt32BE(60, 4)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([wire(owner), fixed, data])
}

export function a(owner: string | Buffer, address: string): Buffer {
  return record(owner, A, Buffer.from(address.split('.').map(Number)))
}

export function cname(owner: string | Buffer, target: string | Buffer): Buffer {
  return record(owner, CNAME, wire(target))
}

export function wire(name: string | Buffer): Buffer {
  if (typeof name !== 'string') return name
  const labels = name === '' ? [] : name.split('.')
  return labelled(...labels.map((label) => Buffer.from(label, 'latin1')))
}

/** A name of labels that may hold anything. */
export function labelled(...labels: readonly Buffer[]): Buffer {
  return Buffer.concat([...labels.flatMap((label) => [Buffer.of(label.length), label]), Buffer.of(0)])
}

function nameEnd(message: Buffer, start: number): number {
  let at = start
  while (message[at]) at += message[at]! + 1
  return at + 1
}
