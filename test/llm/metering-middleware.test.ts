import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
} from '@ai-sdk/provider'
import { MockLanguageModelV4 } from 'ai/test'
import { describe, expect, it } from 'vitest'
import { BudgetRefusedError } from '../../src/budget/budget-refused-error.ts'
import type { JournalLine } from '../../src/ledger/journal.ts'
import type { CallReport } from '../../src/llm/booked-call.ts'
import type { CallPlan, Meter, OpenCall } from '../../src/llm/meter.ts'
import { type MeteringOptions, meteringMiddleware } from '../../src/llm/metering-middleware.ts'
import { callIdHeader } from '../../src/llm/wire-tap.ts'
import { failureOf } from '../support/failure-of.ts'
import { small } from './open-boundary.ts'

const usage = {
  inputTokens: { total: 9, noCache: 9, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 3, text: 3, reasoning: 0 },
}
const whole = { unified: 'stop', raw: 'stop' } as const
const cut = { unified: 'length', raw: 'length' } as const
const params: LanguageModelV4CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Summarise this.' }] }],
  headers: { 'x-own': '1' },
}

function resultOf(overrides: Partial<LanguageModelV4GenerateResult> = {}): LanguageModelV4GenerateResult {
  return {
    content: [{ type: 'text', text: 'Done.' }],
    finishReason: whole,
    usage,
    warnings: [],
    ...overrides,
  }
}

/** What the meter answers to an `open`: the ceiling that the money pays for, or why there is none. */
type Opening = { readonly ceiling?: number | undefined; readonly isUsual?: boolean } | Error

/** A middleware over a meter and a model that answer in order, and all that they were told. */
function metered(
  { openings, results }: { openings: readonly Opening[]; results: readonly LanguageModelV4GenerateResult[] },
  overrides: Partial<MeteringOptions> = {},
) {
  const plans: CallPlan[] = []
  const booked: { readonly report: CallReport; readonly keep: JournalLine | undefined }[] = []
  const meter = {
    open: async (plan: CallPlan): Promise<OpenCall> => {
      const opening = openings[plans.length] ?? {}
      plans.push(plan)
      if (opening instanceof Error) throw opening
      return {
        id: `hold_${plans.length}`,
        maxOutputTokens: opening.ceiling,
        isUsualCeiling: opening.isUsual ?? false,
        timeLimit: new AbortController().signal,
        settle: async (report: CallReport, keep?: JournalLine) => void booked.push({ report, keep }),
        release: async () => undefined,
        giveUp: async () => undefined,
        outcome: () => undefined,
      } as unknown as OpenCall
    },
  } as unknown as Meter
  const model = new MockLanguageModelV4({ doGenerate: [...results] })
  const { wrapGenerate } = meteringMiddleware({
    meter,
    model: small,
    leastOutputTokens: 40,
    maxOutputTokens: 400,
    timeoutMs: 30_000,
    ...overrides,
  })
  const generate = async (given: Partial<LanguageModelV4CallOptions> = {}) =>
    wrapGenerate?.({
      model,
      params: { ...params, ...given },
      doGenerate: async () => Promise.reject(new Error('The model is called by the middleware itself.')),
      doStream: async () => Promise.reject(new Error('Nothing streams.')),
    })
  return { plans, booked, model, generate }
}

const keep = (content: string): JournalLine => ({
  workflow: 'wf_1',
  claim: 1,
  task: 'analysis',
  step: 'answer',
  version: 1,
  content,
})

describe('a metered call', () => {
  it('is held at what it may write, and sent at what the money pays for, under the id of its hold', async () => {
    const { plans, model, booked, generate } = metered({
      openings: [{ ceiling: 250 }],
      results: [resultOf()],
    })
    const result = await generate()
    expect(result).toEqual(resultOf())
    expect(plans).toEqual([
      {
        model: small,
        operation: 'generate',
        inputTokens: expect.any(Number),
        maxOutputTokens: 400,
        leastOutputTokens: 40,
        timeoutMs: 30_000,
        usualOutputTokens: undefined,
        attempt: 1,
        promptLengths: { system: 0, source: 0, instruction: expect.any(Number) },
      },
    ])
    expect(model.doGenerateCalls).toMatchObject([
      { maxOutputTokens: 250, headers: { 'x-own': '1', [callIdHeader]: 'hold_1' } },
    ])
    expect(booked).toEqual([{ report: { usage, outputText: 'Done.' }, keep: undefined }])
  })

  it('sends no ceiling where the hold has none', async () => {
    const { model, generate } = metered({ openings: [{}], results: [resultOf()] })
    await generate({ maxOutputTokens: 300 })
    expect(model.doGenerateCalls).toMatchObject([{ maxOutputTokens: 300 }])
  })

  it.each([
    [undefined, 40, [40, 400]],
    [300, 40, [40, 300]],
    [30, 40, [30, 30]],
    [300, 0, [1, 300]],
  ])('that names the ceiling %s, of use from %d on, is held between %j', async (named, least, held) => {
    const { plans, generate } = metered(
      { openings: [{}], results: [resultOf()] },
      { leastOutputTokens: least },
    )
    await generate(named === undefined ? {} : { maxOutputTokens: named })
    expect(
      plans.map(({ leastOutputTokens, maxOutputTokens }) => [leastOutputTokens, maxOutputTokens]),
    ).toEqual([held])
  })

  it('has written its text, its reasoning and what it says to tools', async () => {
    const content: LanguageModelV4Content[] = [
      { type: 'reasoning', text: 'Hm. ' },
      { type: 'text', text: 'Yes. ' },
      { type: 'tool-call', toolCallId: '1', toolName: 'look', input: '{"at":1}' },
      { type: 'source', sourceType: 'url', id: '2', url: 'https://example.org' },
    ]
    const { booked, generate } = metered({ openings: [{}], results: [resultOf({ content })] }, { keep })
    await generate()
    expect(booked[0]?.report.outputText).toBe('Hm. Yes. {"at":1}')
    expect(booked[0]?.keep?.content).toBe('Yes. ')
  })
})

describe('what is kept of an answer', () => {
  it.each([
    ['its text', { openings: [{ ceiling: 400 }], results: [resultOf()] }, 'Done.'],
    [
      'its structured text',
      { openings: [{}], results: [{ ...resultOf(), structuredOutputText: '{"a":1}' }] },
      '{"a":1}',
    ],
    ['nothing of nothing', { openings: [{}], results: [resultOf({ content: [] })] }, undefined],
    [
      'nothing of one that was cut for want of money',
      { openings: [{ ceiling: 399 }], results: [resultOf({ finishReason: cut })] },
      undefined,
    ],
    [
      'one that was cut with all that was wanted',
      { openings: [{ ceiling: 400 }], results: [resultOf({ finishReason: cut })] },
      'Done.',
    ],
    [
      'one that was cut without a ceiling',
      { openings: [{}], results: [resultOf({ finishReason: cut })] },
      'Done.',
    ],
    ['one that was whole for less', { openings: [{ ceiling: 399 }], results: [resultOf()] }, 'Done.'],
  ])('is %s', async (_, given, content) => {
    const { booked, generate } = metered(given, { keep })
    await generate()
    expect(booked.map((one) => one.keep?.content)).toEqual([content])
  })
})

describe('an answer that is cut at the usual ceiling', () => {
  const usual = { ceiling: 60, isUsual: true }
  const short = resultOf({ finishReason: cut })

  it('is asked for again with the whole ceiling, if that is half as much again', async () => {
    const { plans, generate } = metered(
      { openings: [usual, { ceiling: 400 }, { ceiling: 400 }], results: [short, resultOf(), resultOf()] },
      { usualOutputTokens: 60 },
    )
    expect(await generate()).toEqual(resultOf())
    await generate()
    expect(
      plans.map(({ usualOutputTokens, leastOutputTokens }) => [usualOutputTokens, leastOutputTokens]),
    ).toEqual([
      [60, 40],
      [undefined, 90],
      // What is usual is known not to do.
      [undefined, 40],
    ])
  })

  it.each([
    [61, 92],
    [266, 399],
    [267, 400],
  ])('of %d tokens is asked for again with %d at least', async (ceiling, least) => {
    const { plans, generate } = metered(
      { openings: [{ ceiling, isUsual: true }, {}], results: [short, resultOf()] },
      { usualOutputTokens: ceiling },
    )
    await generate()
    expect(plans[1]?.leastOutputTokens).toBe(least)
  })

  it('stands where the money does not do for more', async () => {
    const refused = new BudgetRefusedError({
      kind: 'scope',
      subject: 'scope_1',
      mode: 'hard',
      limitNanoUsd: 1n,
      spentNanoUsd: 1n,
      heldNanoUsd: 0n,
      requestedNanoUsd: 1n,
    })
    const { generate } = metered({ openings: [usual, refused], results: [short] })
    expect(await generate()).toEqual(short)
  })

  it('is an error where the second call fails otherwise', async () => {
    const broken = new Error('The disk is full.')
    const { generate } = metered({ openings: [usual, broken], results: [short] })
    expect(await failureOf(generate())).toBe(broken)
  })

  it.each([
    ['it was whole', usual, resultOf()],
    ['the ceiling was not the usual one', { ceiling: 60 }, short],
  ])('is not asked for again where %s', async (_, opening, result) => {
    const { plans, generate } = metered({ openings: [opening], results: [result] })
    expect(await generate()).toEqual(result)
    expect(plans).toHaveLength(1)
  })
})
