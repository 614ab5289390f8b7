/** When to stop sending again. */
export interface RetryBounds {
  /** Tries that every silent port gets. */
  readonly least: number
  /** Tries that no port exceeds. */
  readonly most: number
  /** Send again while more still-answering silent ports than this are to be expected, over all hosts of a network. */
  readonly missing: number
}

/** What a network loses, and how many of its hosts have answered. */
export interface NetworkLoss {
  /** The share of tries that must be reckoned to be lost. */
  readonly likely: number
  readonly answering: number
}

/**
 * Whether a port that stayed silent `tries` times deserves another try. Answers to later tries prove loss: with a share
 * ℓ of late answers, about answered · ℓ^k / (1 − ℓ^k) ports of a host that would answer are still silent after k tries.
 * "Until a round finds nothing" would miss a port in every fourth scan at 20 % loss. Hosts of one network have the loss
 * in common, so what may be missing is shared among them. A host that never answered counts as one that would once.
 */
export function anotherTry(
  { least, most, missing }: RetryBounds,
  network: NetworkLoss,
  tries: number,
  answered: number,
): boolean {
  if (tries < Math.min(least, most)) return true
  const { likely } = network
  if (tries >= most || likely === 0) return false
  const stillLost = likely ** tries
  if (answered === 0) return stillLost > missing
  return (answered * stillLost) / (1 - stillLost) > missing / Math.max(1, network.answering)
}
