/** What is foretold of the blocks of a page. */
export interface Foretold {
  /** How much of each block is of the main text, from 0 to 1. */
  readonly shares: readonly number[]
  /** How long each block is; 0 for one that does not count. */
  readonly sizes: readonly number[]
}

/**
 * Which blocks to take for the text to agree best with the main text: those that are foretold at least some share, chosen so that the
 * expected agreement is greatest (Lipton, Elkan and Naryanaswamy 2014).
 */
export function chooseBlocks({ shares, sizes }: Foretold): readonly boolean[] {
  const order = [...shares.keys()].sort((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0))
  const wanted = shares.reduce((sum, share, at) => sum + share * (sizes[at] ?? 0), 0)
  let taken = 0
  let right = 0
  let best = { agreement: 0, least: Number.POSITIVE_INFINITY }
  for (const at of order) {
    const share = shares[at] ?? 0
    taken += sizes[at] ?? 0
    right += share * (sizes[at] ?? 0)
    const agreement = (2 * right) / (taken + wanted)
    if (agreement > best.agreement) best = { agreement, least: share }
  }
  return shares.map((share, at) => share >= best.least && (sizes[at] ?? 0) > 0)
}

/**
 * How well a text is expected to agree with the main text: the harmonic mean of how much of it is right and how much of what is right is
 * in it.
 *
 * @param taken how much of each block is in the text, from 0 to 1
 * @param beside how much else is in it
 */
export function expectedAgreement({ shares, sizes }: Foretold, taken: readonly number[], beside = 0): number {
  let wanted = 0
  let right = 0
  let all = beside
  for (const [at, share] of shares.entries()) {
    const size = sizes[at] ?? 0
    wanted += share * size
    right += share * size * (taken[at] ?? 0)
    all += size * (taken[at] ?? 0)
  }
  return right === 0 ? 0 : (2 * right) / (wanted + all)
}
