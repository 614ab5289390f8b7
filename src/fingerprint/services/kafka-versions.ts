/** An API of a broker and the versions of it that it knows. */
export interface KafkaApi {
  readonly key: number
  readonly min: number
  readonly max: number
}

/** Releases that are left open, the ends included. */
export interface KafkaVersions {
  readonly from: string
  readonly to: string
}

const [PRODUCE, FETCH, LEADER_AND_ISR, DESCRIBE_TRANSACTIONS] = [0, 1, 4, 65]

// The highest versions of Produce and Fetch in each release (Kafka's protocol guide, one for each).
const RELEASES: readonly (readonly [produce: number, fetch: number, from: string, to: string])[] = [
  [2, 2, '0.10.0', '0.10.0'],
  [2, 3, '0.10.1', '0.10.2'],
  [3, 5, '0.11.0', '0.11.0'],
  [5, 6, '1.0', '1.0'],
  [5, 7, '1.1', '1.1'],
  [6, 8, '2.0', '2.0'],
  [7, 10, '2.1', '2.2'],
  [7, 11, '2.3', '2.3'],
  [8, 11, '2.4', '2.6'],
  [8, 12, '2.7', '2.7'],
  [9, 12, '2.8', '3.0'],
  [9, 13, '3.1', '3.4'],
  [9, 15, '3.5', '3.6'],
  [10, 16, '3.7', '3.7'],
  [11, 16, '3.8', '3.8'],
  [11, 17, '3.9', '3.9'],
  [12, 17, '4.0', '4.0'],
  [13, 18, '4.1', '4.1'],
]

/**
 * Which releases of Apache Kafka know just these APIs; `undefined` where it may be something else that speaks its
 * protocol. Brokers of old have the APIs by which a controller rules them, new ones those for transactions; others
 * have neither.
 */
export function kafkaVersions(apis: readonly KafkaApi[]): KafkaVersions | undefined {
  const highest = new Map(apis.map(({ key, max }) => [key, max]))
  if (!highest.has(LEADER_AND_ISR) && !highest.has(DESCRIBE_TRANSACTIONS)) return undefined
  const row = RELEASES.find(
    ([produce, fetch]) => highest.get(PRODUCE) === produce && highest.get(FETCH) === fetch,
  )
  return row && { from: row[2], to: row[3] }
}
