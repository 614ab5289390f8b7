/** How far the shards of a running scan say that they are. */
export interface ShardFractions {
  /** What an event says. */
  add(said: unknown): void
  /** 0 to 1, of a scan with so many shards. */
  share(shards: number): number
}

export function createShardFractions(): ShardFractions {
  const fractions = new Map<number, number>()
  return {
    add(said) {
      const { shard, fraction } = said as { shard?: unknown; fraction?: unknown }
      if (typeof shard === 'number' && typeof fraction === 'number') fractions.set(shard, fraction)
    },
    share(shards) {
      const sum = [...fractions.values()].reduce((all, fraction) => all + fraction, 0)
      return Math.min(1, sum / Math.max(1, shards))
    },
  }
}
