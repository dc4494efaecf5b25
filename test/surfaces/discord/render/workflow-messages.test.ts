import { ButtonStyle } from 'discord.js'
import { expect, test } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { briefMarkdown } from '../../../../src/surfaces/discord/render/brief-markdown.ts'
import { costDetailsMessage } from '../../../../src/surfaces/discord/render/cost-details-message.ts'
import { errorMessage } from '../../../../src/surfaces/discord/render/error-message.ts'
import { colors } from '../../../../src/surfaces/discord/render/look.ts'
import { progressMessage } from '../../../../src/surfaces/discord/render/progress-message.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import * as make from './money-factories.ts'
import { buttonIds, buttonLabels, cardTexts, discordProblems, menuLabels, shownText } from './payload.ts'

const en = textsOf('en')
const ru = textsOf('ru')

test('progress shows the quote, each task with its state, elapsed time, spend and a Cancel button', () => {
  const message = progressMessage(make.progress(), en)
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message)[0]).toBe(
    [
      '### 📖 Reading…',
      'https://example.com/tides',
      'At most $1.50 at depth standard · usually about $0.620 · $0.50 left of this server’s $20.00 until <t:1795392000:t>',
      '',
      '✅ Fetch',
      '⏳ **Analysis** · reading part 2 of 5',
      '▰▰▰▰▰▰▱▱▱▱ 62%',
      '🔹 Fact check',
    ].join('\n'),
  )
  expect(cardTexts(message)[1]).toBe('**Elapsed:** 1:05\n**Spent:** $0.213 of at most $1.50')
  expect(buttonIds(message)).toEqual(['cancel|wf_3f2a9c'])
})

test.each([
  ['0', 'usually free'],
  ['0.0004', 'usually less than $0.001'],
  ['0.000999999', 'usually less than $0.001'],
  ['0.001', 'usually about $0.001'],
])('a usual cost of $%s reads %s', (cost, words) => {
  const view = make.progress()
  const quote = view.quote && { ...view.quote, usuallyNanoUsd: make.usd(cost) }
  expect(shownText(progressMessage({ ...view, quote }, en))).toContain(` · ${words} · `)
})

test('a workflow in the queue shows its place instead of tasks', () => {
  const placeOf = (position: number) => shownText(progressMessage(make.progress({ position }), ru))
  expect(placeOf(3)).toContain('Впереди 3 запуска.')
  expect(placeOf(0)).toContain('Ваш запуск — следующий.')
  expect(placeOf(0)).not.toContain('Анализ')
})

test('before anything is known of its cost, a quote says only the ceiling', () => {
  const quote = {
    depth: 'quick',
    atMostNanoUsd: make.usd('0.5'),
    usuallyNanoUsd: undefined,
    tightest: undefined,
    leftNanoUsd: undefined,
  } as const
  expect(shownText(progressMessage(make.progress({ quote }), en))).toContain('At most $0.50 at depth quick\n')
})

test('a brief shows where it is from, its summary, points, and each claim on a line with its mark and evidence', () => {
  const message = resultMessage(make.result(), make.resultOptions(), en)
  expect(discordProblems(message)).toEqual([])
  expect(message.cards).toHaveLength(1)
  expect(message.cards?.[0]?.accent_color).toBe(colors.good)
  expect(cardTexts(message)).toEqual([
    [
      '-# Article · example.com · Example Weekly · A. Writer · Nov 3, 2026 · 6 min read',
      '### [How a harbour learned to wait for the tide](https://example.com/tides)',
      'The harbour of Nordby stopped dredging in 2019 and let the tide keep its channel open. Five years on, the port saves 4 million euros a year and has lost two shipping lines.',
    ].join('\n'),
    '**Key points**\n- Dredging ended in 2019.\n- The port saves 4 million euros a year.',
    [
      '**Claims**',
      '-# ✅ Supported · ❌ Contradicted',
      '✅ The port saves 4 million euros a year. ([Annual report of the harbour](https://harbour.example/report))',
      '❌ No shipping line has left. (Lines leave Nordby)',
    ].join('\n'),
    '**📚 Read earlier**\n- [Lines leave Nordby](https://example.com/lines)',
    '-# Processing complete · $0.823 · 12 requests · 45,150 tokens\n-# standard · wf_3f2a9c',
  ])
  expect(buttonIds(message)).toEqual([
    'brief|wf_3f2a9c',
    'ask|wf_3f2a9c',
    'details|wf_3f2a9c',
    'deeper|wf_3f2a9c',
  ])
  expect(menuLabels(message)).toEqual(['deep, up to $3.00', 'comprehensive, up to $5.00'])
  expect(message.files).toBeUndefined()
})

test('a depth at which it was read already is a link instead of a choice', () => {
  const deeperBriefs = [{ depth: 'deep', address: 'https://discord.com/channels/1/2/3' }] as const
  const message = resultMessage(make.result(), make.resultOptions({ deeper: [], deeperBriefs }), en)
  expect(discordProblems(message)).toEqual([])
  expect(buttonLabels(message)).toEqual(['Full brief', 'Ask a question', 'Cost details', 'Brief at deep'])
  expect(JSON.stringify(message.components)).toContain('https://discord.com/channels/1/2/3')
  expect(menuLabels(message)).toEqual([])
})

const unchecked = (verdict: 'not checked' | 'not checkable here', size = 11) =>
  make.brief({
    claims: Array.from({ length: size }, (_, index) => ({
      text: `Claim ${index}.`,
      quote: '',
      verdict,
      confidence: 0,
      evidence: [],
    })),
  })

test.each([
  [
    'standard',
    'not checkable here',
    false,
    'Claims not checked: 11. No source of evidence is set up here; the bot’s owner can set one up.',
  ],
  [
    'standard',
    'not checkable here',
    true,
    'Claims without a verdict: 11. No evidence for or against was found.',
  ],
  ['standard', 'not checked', true, 'Claims not checked: 11.'],
  ['quick', 'not checked', true, 'Claims not checked: 11. Depth quick does not check them.'],
] as const)(
  'of %s claims that are %s it is said once (search: %s)',
  (depth, verdict, hasEvidenceSearch, words) => {
    const tasks = make.result().tasks.filter(({ task }) => depth !== 'quick' || task !== 'verification')
    const message = resultMessage(
      make.result({ depth, tasks, brief: unchecked(verdict) }),
      make.resultOptions({ hasEvidenceSearch }),
      en,
    )
    expect(cardTexts(message)).toContain(`**Claims**\n-# ${words}`)
    expect(shownText(message)).not.toContain('Claim 0')
  },
)

test('why claims are not checked is not said twice', () => {
  const notes = [{ code: 'task_missing', values: { task: 'verification', why: 'budget' } }] as const
  const shown = shownText(
    resultMessage(make.result({ notes, brief: unchecked('not checked') }), make.resultOptions(), en),
  )
  expect(shown.match(/not checked/g)).toHaveLength(1)
})

test('what the card cannot hold is attached, whole, as Markdown, and nothing ends in the middle of a sentence', () => {
  const keyPoints = Array.from({ length: 40 }, (_, index) => ({
    text: `Point ${index + 1} ${'word '.repeat(30).trim()}.`,
    quote: '',
  }))
  const summary = 'One sentence. Two sentences. Three sentences. A fourth one.'
  const message = resultMessage(
    make.result({ brief: make.brief({ keyPoints, summary }) }),
    make.resultOptions(),
    en,
  )
  expect(discordProblems(message)).toEqual([])
  const [head, points] = cardTexts(message)
  expect(head).toMatch(/\nOne sentence. Two sentences. Three sentences.$/)
  expect(points).toMatch(/word\.\n-# … and \d+ more in the file$/)
  expect(message.files?.map(({ name }) => name)).toEqual(['brief.md'])
  expect(message.files?.[0]?.data.toString('utf8')).toContain('40. Point 40')
})

test('a sentence that is too long for the card is left to the file', () => {
  const endless = `${'word '.repeat(200).trim()}.`
  const brief = make.brief({ summary: endless, keyPoints: [{ text: endless, quote: '' }] })
  const message = resultMessage(make.result({ brief }), make.resultOptions(), en)
  expect(shownText(message)).not.toContain('word')
  expect(cardTexts(message)[1]).toBe('**Key points**\n-# … and 1 more in the file')
  expect(message.files).toHaveLength(1)
})

test('a partial brief says what is missing and why, and can be continued and, by who may, raised', () => {
  const result = make.result({
    status: 'partial',
    refusal: make.refusal(),
    tasks: [{ task: 'verification', status: 'refused', costNanoUsd: 0n, calls: 0 }],
  })
  const message = resultMessage(result, make.resultOptions({ canRaise: true }), en)
  expect(shownText(message)).toContain(
    '💸 Fact check: not within budget\nThis server’s budget for the day ($20.00) does not leave enough.',
  )
  expect(message.cards?.[0]?.accent_color).toBe(colors.caution)
  expect(buttonIds(message)).toEqual([
    'continue|wf_3f2a9c',
    `raise|${make.server}|day`,
    'brief|wf_3f2a9c',
    'ask|wf_3f2a9c',
    'details|wf_3f2a9c',
  ])
  expect(buttonLabels(resultMessage(result, make.resultOptions(), en))).not.toContain('Raise limit')
})

test('a failed run shows what went wrong and what to do, and does not call itself complete', () => {
  const failed = make.result({
    status: 'failed',
    brief: undefined,
    source: undefined,
    cost: undefined,
    failure: make.failure(),
    tasks: [{ task: 'acquisition', status: 'failed', costNanoUsd: 0n, calls: 0 }],
  })
  const message = resultMessage(failed, make.resultOptions(), en)
  expect(discordProblems(message)).toEqual([])
  expect(cardTexts(message)[0]).toBe(
    '### ❌ This could not be read\n**The site has no such page.**\nCheck the link: the page may have moved, or may have been taken down.\n-# example.com/tides',
  )
  expect(shownText(message)).not.toContain('complete')
  expect(buttonIds(message)).toEqual(['retry|wf_3f2a9c'])
  expect(buttonLabels(message)).toEqual(['Try again'])
  expect(shownText(resultMessage(failed, make.resultOptions(), ru))).toContain(
    '**Такой страницы на сайте нет.**',
  )
})

test('what a provider has said is for the owners: members read that its service is away', () => {
  const failure = make.failure({
    code: 'provider_key',
    task: 'analysis',
    detail: 'AI_APICallError: sk-1 is wrong',
  })
  const message = resultMessage(
    make.result({ status: 'failed', brief: undefined, failure }),
    make.resultOptions({ canRaise: true }),
    en,
  )
  expect(shownText(message)).toContain('The model service is not available right now.')
  expect(shownText(message)).not.toMatch(/sk-1|AI_/)
})

test.each([
  ['page_not_found', ButtonStyle.Primary],
  ['encrypted', ButtonStyle.Secondary],
] as const)(
  'every failed run can be tried again, %s too; where it may help, that is what stands out',
  (code, style) => {
    const failed = make.result({
      status: 'failed',
      brief: undefined,
      cost: undefined,
      failure: make.failure({ code }),
    })
    const message = resultMessage(failed, make.resultOptions(), en)
    expect(message.components?.[0]?.components).toMatchObject([{ custom_id: 'retry|wf_3f2a9c', style }])
  },
)

test('a cancelled run without a brief can be continued', () => {
  const message = resultMessage(
    make.result({ status: 'cancelled', brief: undefined }),
    make.resultOptions(),
    en,
  )
  expect(shownText(message)).toContain('🚫 Cancelled')
  expect(buttonIds(message)).toContain('continue|wf_3f2a9c')
})

test('the Markdown of a brief has everything, with sources as plain addresses', () => {
  const document = briefMarkdown(make.result(), en)
  expect(document).toMatch(/^# How a harbour learned to wait for the tide\n\n<https:\/\/example\.com\/tides>/)
  expect(document).toContain(
    '  - for: Annual report of the harbour <https://harbour.example/report>: “Savings of 4.1 million a year.”',
  )
  expect(document).toContain('- Nordby (Places, 9)')
  expect(document).toContain('\n\nTone: neutral\n\n')
})

test('cost details show the total against the limit, each task and each call; what is not certain says so', () => {
  const entries = [
    make.entry(),
    make.entry({ task: 'verification', amountNanoUsd: make.usd('0.212'), provenance: 'unresolved' }),
  ]
  const message = costDetailsMessage({ workflow: 'wf_1', entries, limitNanoUsd: make.usd('1.50') }, en)
  expect(discordProblems(message)).toEqual([])
  expect(shownText(message)).toContain('▰▰▰▰▰▱▱▱▱▱ **$0.823** of at most $1.50 (54.9%)')
  expect(shownText(message)).toContain('Analysis: **$0.6110**\nFact check: **$0.2120**')
  expect(shownText(message)).toContain('`openai:gpt-5-mini` · 1,500 tokens · $0.2120 · bill never came')
})

test('cost details of a run that booked nothing say so', () => {
  const message = costDetailsMessage({ workflow: 'wf_1', entries: [], limitNanoUsd: 1n }, ru)
  expect(shownText(message)).toContain('За этот запуск ничего не записано.')
})

test('an error shows its id and nothing else of itself', () => {
  expect(shownText(errorMessage('e-1', en))).toMatch(/this id: `e-1`$/)
})
