import type { Entry } from '../ledger/entry.ts'
import type { NanoUsd } from '../money/nano-usd.ts'
import { calculateCost } from '../pricing/calculate-cost.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import type { Price } from '../pricing/price.ts'
import type { InputTokens } from '../pricing/usage.ts'

/** Caches keep a prompt so long after its last use, and none that is shorter (https://platform.claude.com/docs/en/build-with-claude/prompt-caching, 2026-11). */
const keptMs = 5 * 60_000
const leastTokens = 1_024
/** Marks that are no use any more are let go of so often. */
const mostRemembered = 10_000

interface Sent {
  lastMs: number
  isRepeated: boolean
}

/** Finds prompts that begin as one sent shortly before did, and were paid in full again. */
export class RepeatedPrompts {
  readonly #sent = new Map<string, Sent>()

  /** What the call costs more than with the provider's cache, less what it takes to write into it; undefined where nothing was repeated. */
  savingOf(entry: Entry, priceOf: (model: ModelId) => Price | undefined): NanoUsd | undefined {
    const { usage, heldAtMs, calls } = entry
    const { promptPrefix: prefix, inputTokens } = usage
    if (!prefix || !inputTokens || calls < 1 || prefix.tokens < leastTokens) return undefined
    const key = `${formatModelId(entry)} ${prefix.mark}`
    const sent = this.#sent.get(key)
    if (!sent || heldAtMs - sent.lastMs > keptMs) {
      this.#remember(key, heldAtMs)
      return undefined
    }
    sent.lastMs = heldAtMs
    const price = priceOf(entry)
    if (!price || (inputTokens.cacheRead ?? 0) > 0 || (inputTokens.cacheWrite ?? 0) > 0) return undefined
    const of = (cached: InputTokens) => calculateCost(price, { ...usage, inputTokens: cached })
    const { total } = inputTokens
    const [full, read] = [of({ total }), of({ total, cacheRead: prefix.tokens })]
    if (full.kind !== 'computed' || read.kind !== 'computed') return undefined
    const written = sent.isRepeated ? undefined : of({ total, cacheWrite: prefix.tokens })
    sent.isRepeated = true
    const extra =
      written?.kind === 'computed' && written.amount > full.amount ? written.amount - full.amount : 0n
    return full.amount - read.amount - extra
  }

  #remember(key: string, atMs: number): void {
    if (this.#sent.size >= mostRemembered)
      for (const [known, { lastMs }] of this.#sent) if (atMs - lastMs > keptMs) this.#sent.delete(known)
    this.#sent.set(key, { lastMs: atMs, isRepeated: false })
  }
}
