import { describe, expect, it } from 'vitest'
import type { Usage } from '../../../src/pricing/usage.ts'
import { type Counting, reconcileTokens } from '../../../src/pricing/wire/reconcile-tokens.ts'
import type { Figures } from '../../../src/pricing/wire/told.ts'

const plain: Counting = { reasoningBesideOutput: false, reasoningInTotalOnly: false }

function usageOf(figures: Figures, counting: Partial<Counting> = {}): Usage {
  return reconcileTokens(figures, { ...plain, ...counting }).usage
}

describe('the tokens that went in', () => {
  it.each<[string, Figures, Usage['inputTokens']]>([
    ['the prompt counts all', { prompt: 10, cacheRead: 4 }, { total: 10, cacheRead: 4 }],
    ['also what is told beside it', { prompt: 10, cacheReadBeside: 4 }, { total: 10, cacheRead: 4 }],
    ['the prompt goes before the input', { prompt: 10, input: 6 }, { total: 10 }],
    ['the input goes before what missed', { input: 6, cacheMiss: 2 }, { total: 6 }],
    [
      'beside the input come the tokens of a cache',
      { input: 6, cacheReadBeside: 4, cacheWriteBeside: 3 },
      { total: 13, cacheRead: 4, cacheWrite: 3 },
    ],
    ['what was read within the input', { input: 6, cacheRead: 4 }, { total: 6, cacheRead: 4 }],
    [
      'what was written within the input',
      { input: 6, cacheWrite: 4, cacheReadBeside: 1 },
      { total: 6, cacheRead: 1, cacheWrite: 4 },
    ],
    ['what fills the prompt', { prompt: 4, cacheRead: 4 }, { total: 4, cacheRead: 4 }],
    ['what does not fit in is on top', { prompt: 3, cacheRead: 4 }, { total: 7, cacheRead: 4 }],
    ['fresh ones alone leave the cached on top', { cacheMiss: 6, cacheRead: 4 }, { total: 10, cacheRead: 4 }],
    ['what was used on top', { prompt: 10, inputExtra: 5 }, { total: 15 }],
    [
      'what is written for an hour is a part',
      { prompt: 10, cacheWrite: 4, cacheWriteHour: 1 },
      { total: 10, cacheWrite: 4, cacheWriteHour: 1 },
    ],
    ['nothing for an hour', { prompt: 10, cacheWrite: 4, cacheWriteHour: 0 }, { total: 10, cacheWrite: 4 }],
    [
      'the parts of what is written make it up',
      { prompt: 10, cacheWriteHour: 1, cacheWriteMinutes: 2 },
      { total: 10, cacheWrite: 3, cacheWriteHour: 1 },
    ],
    [
      'or are more than it',
      { prompt: 10, cacheWrite: 2, cacheWriteHour: 1, cacheWriteMinutes: 2 },
      { total: 10, cacheWrite: 3, cacheWriteHour: 1 },
    ],
    ['sound', { prompt: 10, inputAudio: 4 }, { total: 10, audio: 4 }],
    [
      'sound that was not cached',
      { prompt: 10, inputAudio: 4, inputAudioCached: 3 },
      { total: 10, audio: 1 },
    ],
    ['no sound', { prompt: 10, inputAudio: 0 }, { total: 10 }],
    ['sound that was cached', { prompt: 10, inputAudio: 4, inputAudioCached: 5 }, { total: 10 }],
    ['nothing at all', {}, undefined],
    ['a part without the whole', { cacheRead: 4 }, undefined],
  ])('%s', (_, figures, tokens) => {
    expect(usageOf({ ...figures }).inputTokens).toStrictEqual(tokens)
  })

  it('are what the total leaves where nobody has counted them', () => {
    expect(usageOf({ total: 30, output: 10 })).toEqual({
      inputTokens: { total: 20 },
      outputTokens: { total: 10 },
    })
    expect(usageOf({ total: 5, output: 10 }).inputTokens).toEqual({ total: 0 })
    expect(usageOf({ total: 30, output: 10, cacheRead: 4 }).inputTokens).toEqual({ total: 20, cacheRead: 4 })
    expect(usageOf({ output: 10 })).toEqual({ outputTokens: { total: 10 } })
  })

  it('were not counted where nothing but a total is', () => {
    expect(reconcileTokens({ prompt: 0, total: 30 }, plain)).toEqual({ usage: {}, totalTokens: 30 })
    expect(usageOf({ prompt: 0, output: 0, total: 30 }).inputTokens).toEqual({ total: 0 })
    expect(usageOf({ prompt: 0 }).inputTokens).toEqual({ total: 0 })
    expect(usageOf({ prompt: 0, total: 0 }).inputTokens).toEqual({ total: 0 })
  })
})

describe('the tokens that came out', () => {
  it.each<[string, Figures, Partial<Counting>, Usage['outputTokens']]>([
    ['with reasoning within', { output: 10, reasoning: 4 }, {}, { total: 10, reasoning: 4 }],
    ['with reasoning that fills them', { output: 4, reasoning: 4 }, {}, { total: 4, reasoning: 4 }],
    ['with reasoning that cannot be within', { output: 3, reasoning: 4 }, {}, { total: 7, reasoning: 4 }],
    [
      'with reasoning beside, by seller',
      { output: 10, reasoning: 4 },
      { reasoningBesideOutput: true },
      { total: 14, reasoning: 4 },
    ],
    ['with reasoning beside, by name', { output: 10, reasoningBeside: 4 }, {}, { total: 14, reasoning: 4 }],
    [
      'with reasoning under both names',
      { output: 10, reasoning: 5, reasoningBeside: 4 },
      {},
      { total: 15, reasoning: 5 },
    ],
    ['of reasoning alone', { reasoning: 5, reasoningBeside: 4 }, {}, { total: 9, reasoning: 5 }],
    ['of no reasoning alone', { reasoning: 0 }, {}, undefined],
    ['with sound', { output: 10, outputAudio: 3 }, {}, { total: 10, audio: 3 }],
    ['without sound', { output: 10, outputAudio: 0 }, {}, { total: 10 }],
    ['none', {}, {}, undefined],
  ])('%s', (_, figures, counting, tokens) => {
    expect(usageOf(figures, counting).outputTokens).toStrictEqual(tokens)
  })

  it('are what the total leaves where nobody has counted them', () => {
    expect(usageOf({ prompt: 10, total: 30 }).outputTokens).toEqual({ total: 20 })
    expect(reconcileTokens({ prompt: 30, total: 30 }, plain)).toEqual({
      usage: { inputTokens: { total: 30 } },
      totalTokens: undefined,
    })
    expect(usageOf({ prompt: 31, total: 30 }).outputTokens).toBeUndefined()
  })
})

describe('parts against their total', () => {
  it.each<[string, Figures, number, { parts: number; total: number } | undefined]>([
    ['that they make up', { prompt: 10, output: 5, total: 15 }, 5, undefined],
    [
      'that has reasoning beside',
      { prompt: 10_120, output: 1_499, reasoning: 2_809, total: 14_428 },
      4_308,
      undefined,
    ],
    ['that leaves reasoning out', { prompt: 10, output: 5, reasoningBeside: 4, total: 15 }, 9, undefined],
    [
      'that leaves out what was used on top',
      { prompt: 10, inputExtra: 3, output: 5, total: 15 },
      5,
      undefined,
    ],
    ['that has nothing but reasoning', { prompt: 10, reasoning: 9, total: 19 }, 9, undefined],
    ['that is more', { prompt: 21, output: 40, total: 2_061 }, 2_040, { parts: 61, total: 2_061 }],
    ['that is less', { prompt: 10, output: 5, total: 14 }, 5, { parts: 15, total: 14 }],
    ['that is none', { prompt: 10, output: 5, total: 0 }, 5, undefined],
    ['that nobody tells', { prompt: 10, output: 5 }, 5, undefined],
  ])('%s', (_, figures, output, disagreement) => {
    const { usage, ...more } = reconcileTokens(figures, plain)
    expect(usage.outputTokens?.total).toBe(output)
    expect(more).toEqual({ totalTokens: undefined, ...(disagreement && { disagreement }) })
  })

  it('is reasoning where a seller tells that by the total alone, if it is more', () => {
    const google = { reasoningBesideOutput: false, reasoningInTotalOnly: true }
    expect(reconcileTokens({ prompt: 21, output: 40, total: 2_061 }, google)).toEqual({
      usage: { inputTokens: { total: 21 }, outputTokens: { total: 2_040 } },
      totalTokens: undefined,
    })
    expect(reconcileTokens({ prompt: 21, output: 40, total: 60 }, google).disagreement).toEqual({
      parts: 61,
      total: 60,
    })
  })

  it('never makes reasoning more than the output', () => {
    expect(usageOf({ output: 10, reasoning: 4, reasoningBeside: 6 }).outputTokens).toEqual({
      total: 16,
      reasoning: 4,
    })
  })
})

it('takes sound and searches as they are told', () => {
  expect(usageOf({})).toStrictEqual({})
  expect(usageOf({ seconds: 0, searches: 0 })).toStrictEqual({ audioSeconds: 0 })
  expect(usageOf({ seconds: 1.5, searches: 2 })).toStrictEqual({ audioSeconds: 1.5, searches: 2 })
})
