import { describe, expect, it } from 'vitest'
import { believableUsage, withSecondOpinion, withSound } from '../../src/llm/believable-usage.ts'
import type { CallSize } from '../../src/llm/call-bounds.ts'
import type { Usage } from '../../src/pricing/usage.ts'

const plan: CallSize = { inputTokens: 100 }

describe('usage that can be believed', () => {
  it.each<[string, CallSize, Usage, string | undefined, Usage]>([
    [
      'all that can be',
      plan,
      { inputTokens: { total: 90 }, outputTokens: { total: 5 }, images: 1 },
      'Hello',
      { inputTokens: { total: 90 }, outputTokens: { total: 5 }, images: 1 },
    ],
    [
      'no negative input, but the rest',
      plan,
      { inputTokens: { total: 90, cacheRead: -1 }, outputTokens: { total: 5 } },
      'Hello',
      { outputTokens: { total: 5 } },
    ],
    [
      'no part larger than its whole',
      plan,
      { inputTokens: { total: 90 }, outputTokens: { total: 5, reasoning: 6 } },
      'Hello',
      { inputTokens: { total: 90 } },
    ],
    ['no half picture', plan, { images: 0.5, vectors: 2 }, undefined, { vectors: 2 }],
    ['no zero of input where there was some', plan, { inputTokens: { total: 0 } }, undefined, {}],
    [
      'a zero of input where there was none',
      { inputTokens: 0 },
      { inputTokens: { total: 0 } },
      undefined,
      { inputTokens: { total: 0 } },
    ],
    [
      'a zero of input that nobody planned',
      {},
      { inputTokens: { total: 0 } },
      undefined,
      { inputTokens: { total: 0 } },
    ],
    ['one token of input', plan, { inputTokens: { total: 1 } }, undefined, { inputTokens: { total: 1 } }],
    ['no zero of output where there is text', plan, { outputTokens: { total: 0 } }, 'x', {}],
    [
      'a zero of output where there is none',
      plan,
      { outputTokens: { total: 0 } },
      '',
      { outputTokens: { total: 0 } },
    ],
    [
      'a zero of output where nobody has seen any',
      plan,
      { outputTokens: { total: 0 } },
      undefined,
      { outputTokens: { total: 0 } },
    ],
    ['an unknown total', plan, { outputTokens: { reasoning: 0 } }, 'x', { outputTokens: { reasoning: 0 } }],
    ['no silence where there was sound', { units: { audioSeconds: 3 } }, { audioSeconds: 0 }, undefined, {}],
    ['a silence where there was none', { units: {} }, { audioSeconds: 0 }, undefined, { audioSeconds: 0 }],
    [
      'a silence of no length',
      { units: { audioSeconds: 0 } },
      { audioSeconds: 0 },
      undefined,
      { audioSeconds: 0 },
    ],
    ['a silence that nobody planned', {}, { audioSeconds: 0 }, undefined, { audioSeconds: 0 }],
    ['a second', { units: { audioSeconds: 3 } }, { audioSeconds: 1 }, undefined, { audioSeconds: 1 }],
  ])('is %s', (_, size, usage, outputText, believed) => {
    expect(believableUsage(size, usage, outputText)).toEqual(believed)
  })
})

describe("a reply's own count", () => {
  it('goes before that of the SDK, and is completed by it', () => {
    const usage: Usage = { inputTokens: { total: 10, cacheRead: 2 }, outputTokens: { total: 5 } }
    const second: Usage = {
      inputTokens: { total: 9, cacheRead: 1, audio: 4 },
      outputTokens: { total: 5, reasoning: 0 },
      audioSeconds: 3,
    }
    expect(withSecondOpinion(usage, second)).toEqual({
      inputTokens: { total: 10, cacheRead: 2, audio: 4 },
      outputTokens: { total: 5, reasoning: 0 },
      audioSeconds: 3,
    })
  })

  it('keeps its own word on what both tell', () => {
    const usage: Usage = {
      inputTokens: { total: 10, audio: 1 },
      outputTokens: { total: 5, reasoning: 2 },
      audioSeconds: 7,
    }
    const second: Usage = {
      inputTokens: { total: 10, audio: 4 },
      outputTokens: { total: 5, reasoning: 0 },
      audioSeconds: 3,
    }
    expect(withSecondOpinion(usage, second)).toEqual(usage)
  })

  it('stands where the SDK tells nothing', () => {
    const usage: Usage = { inputTokens: { cacheRead: 3 }, outputTokens: { reasoning: 3 } }
    expect(withSecondOpinion(usage, {})).toEqual(usage)
  })

  it('is not completed where the SDK has read another output', () => {
    const usage: Usage = { outputTokens: { total: 5 } }
    expect(withSecondOpinion(usage, { outputTokens: { total: 6, reasoning: 0 } })).toEqual(usage)
  })

  it.each<[Usage | undefined, Usage]>([
    [undefined, { inputTokens: { total: 9 }, searches: 1 }],
    [{}, { inputTokens: { total: 9 }, searches: 1 }],
    [{ searches: 2 }, { inputTokens: { total: 9 }, searches: 2 }],
  ])('of %j counts nothing, and leaves the word to the SDK', (usage, expected) => {
    expect(withSecondOpinion(usage, { inputTokens: { total: 9 }, searches: 1 })).toEqual(expected)
  })

  it.each<[Usage]>([
    [{ inputTokens: { total: 1 } }],
    [{ outputTokens: { total: 1 } }],
    [{ audioSeconds: 0 }],
  ])('of %j stands alone in what it does not tell', (usage) => {
    expect(withSecondOpinion(usage, { vectors: 3 })).toEqual(usage)
  })
})

describe('input that is sound', () => {
  it.each<[Usage, Usage]>([
    [{ inputTokens: { total: 10 } }, { inputTokens: { total: 10, audio: 10 } }],
    [
      { inputTokens: { total: 10, cacheRead: 2, cacheWrite: 3 } },
      { inputTokens: { total: 10, cacheRead: 2, cacheWrite: 3, audio: 5 } },
    ],
    [
      { inputTokens: { total: 4, cacheRead: 2, cacheWrite: 3 } },
      { inputTokens: { total: 4, cacheRead: 2, cacheWrite: 3, audio: 0 } },
    ],
    [{ inputTokens: { total: 10, audio: 4 } }, { inputTokens: { total: 10, audio: 4 } }],
    [
      { inputTokens: { cacheRead: 2 }, images: 1 },
      { inputTokens: { cacheRead: 2 }, images: 1 },
    ],
    [{ outputTokens: { total: 3 } }, { outputTokens: { total: 3 } }],
  ])('is taken for all sound unless told otherwise: %j', (usage, expected) => {
    expect(withSound(usage)).toEqual(expected)
  })
})
