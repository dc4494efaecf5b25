import { expect, test } from 'vitest'
import type { RelatedDocument } from '../../../../src/brief/brief.ts'
import type { VerifiedClaim } from '../../../../src/brief/verdict.ts'
import { userSubject } from '../../../../src/ledger/subject.ts'
import { textsOf } from '../../../../src/locales/i18n.ts'
import type { Texts } from '../../../../src/locales/texts.ts'
import type { ReportRow } from '../../../../src/report/cost-report.ts'
import type { OutgoingMessage } from '../../../../src/surfaces/discord/message.ts'
import { alertMessage } from '../../../../src/surfaces/discord/render/alert-message.ts'
import { answerMessage } from '../../../../src/surfaces/discord/render/answer-message.ts'
import { costReportMessage } from '../../../../src/surfaces/discord/render/cost-report-message.ts'
import { reportGroupings } from '../../../../src/surfaces/discord/render/report-lines.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import { controlsOf } from '../../../../src/surfaces/discord/report-view.ts'
import { linesOnPhone } from './lines-of-a-phone.ts'
import * as make from './money-factories.ts'

const long = (sentences: number) =>
  Array.from(
    { length: sentences },
    (_, index) => `Sentence ${index} ${'of many words '.repeat(6).trim()}.`,
  ).join(' ')
const many = <T>(length: number, item: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => item(index))
const spenders = (count: number) =>
  many(count, (index) => ({
    subject: userSubject(`5112233445566778${10 + index}`),
    costNanoUsd: make.usd('7'),
  }))
const [supported, contradicted] = make.brief().claims as [VerifiedClaim, VerifiedClaim]
const [related] = make.brief().related as [RelatedDocument]
const [task] = make.report().by.task as unknown as [ReportRow]
const claim = (index: number) => ({ ...(index % 2 ? supported : contradicted), text: long(1) })
const notes = many(12, (index) => ({ code: 'part_left_out', values: { part: index, parts: 12 } }) as const)
const cards = many(5, (index) => ({
  card: make.source({ title: long(1), url: `https://www.example.com/${'path/'.repeat(20)}${index}` }),
}))
const sides = many(5, (source) => ({ source, quote: long(2) }))
const comparison = {
  notes,
  source: make.source({ type: 'several', title: long(3), sources: cards }),
  brief: make.brief({
    title: long(3),
    comparison: {
      agreements: many(9, () => ({ text: long(2), said: sides })),
      contradictions: many(9, () => ({ text: long(2), said: sides })),
    },
    keyPoints: many(30, (index) => ({ text: long(2), quote: long(1), source: index % 5 })),
    claims: many(30, (index) => ({ ...claim(index), source: index % 5 })),
  }),
} as const
const answered = {
  id: 'ask_1',
  conversation: 'ask_1',
  cost: undefined,
  answer: {
    text: long(20),
    quotes: many(5, () => ({
      text: long(5),
      title: long(1),
      url: 'https://www.example.com',
      workflow: 'wf_1',
    })),
    by: 'model',
    isByMeaning: true,
    notes: [{ code: 'found_by_words', values: { why: 'unexpected' } }],
  },
} as const
const everyDepth = {
  deeper: make.resultOptions().deeper,
  shallower: { depth: 'quick', ceilingNanoUsd: make.usd('0.5') },
} as const
const untouched = {
  status: 'refused',
  depth: 'deep',
  source: undefined,
  brief: undefined,
  cost: undefined,
  costNanoUsd: 0n,
  tasks: [{ task: 'acquisition', status: 'skipped', costNanoUsd: 0n, calls: 0 }],
} as const

const chart = { name: 'spend.png', data: Buffer.from('png'), description: 'Spend of each day.' }
const state = {
  subject: make.serverSubject,
  period: { kind: 'days', days: 7 },
  by: 'task',
  atMs: make.noonMs,
} as const
const report = (by: (typeof reportGroupings)[number], size: number, texts: Texts) => {
  const row = (index: number) => ({
    ...task,
    name: `openai:a-model-with-a-rather-long-name-${index}`,
  })
  const figures = make.report()
  const rows = size > 2 ? many(size, row) : undefined
  const shown = rows ? { ...figures, by: { ...figures.by, task: rows, model: rows } } : figures
  return costReportMessage(
    shown,
    {
      by,
      displayName: size > 2 ? 'A server of a rather long name '.repeat(3) : 'Tide Watchers',
      topMembers: spenders(size),
      topServers: size > 2 ? spenders(size) : [],
      components: controlsOf({ ...state, by }, shown, make.noonMs, texts),
      chart,
    },
    texts,
  )
}

interface Kind {
  readonly name: string
  readonly atMost: number
  readonly message: (texts: Texts) => OutgoingMessage
}

const kinds: readonly Kind[] = [
  {
    name: 'a brief',
    atMost: 45,
    message: (texts) => resultMessage(make.result(), make.resultOptions(), texts),
  },
  {
    name: 'a brief of everything there can be',
    atMost: 45,
    message: (texts) =>
      resultMessage(
        make.result({
          status: 'partial',
          refusal: make.refusal(),
          notes,
          brief: make.brief({
            title: 'A title of words '.repeat(30),
            summary: long(40),
            keyPoints: many(30, () => ({ text: long(2), quote: long(1) })),
            claims: many(30, claim),
            related: many(9, () => ({ ...related, title: long(2) })),
          }),
        }),
        make.resultOptions({ ...everyDepth, canRaise: true, showCost: true }),
        texts,
      ),
  },
  {
    name: 'a comparison of everything there can be',
    atMost: 45,
    message: (texts) => resultMessage(make.result(comparison), make.resultOptions(everyDepth), texts),
  },
  {
    name: 'an answer of everything there can be',
    atMost: 45,
    message: (texts) =>
      answerMessage(long(3), answered, { about: 'wf_1', before: [long(3), long(4)] }, texts),
  },
  {
    name: 'a refusal at the start',
    atMost: 8,
    message: (texts) =>
      resultMessage(
        make.result({ ...untouched, refusal: make.refusal() }),
        make.resultOptions({ ...everyDepth }),
        texts,
      ),
  },
  {
    name: 'a refusal for an owner, of a limit that is only held',
    atMost: 8,
    message: (texts) =>
      resultMessage(
        make.result({
          ...untouched,
          location: `https://www.example.com/${'path/'.repeat(60)}`,
          refusal: make.refusal({
            subject: 'dm_411223344556677889',
            heldNanoUsd: make.usd('0.60'),
            requestedNanoUsd: make.usd('0.80'),
          }),
        }),
        make.resultOptions({ ...everyDepth, canRaise: true }),
        texts,
      ),
  },
  {
    name: 'an alert',
    atMost: 12,
    message: (texts) => alertMessage(make.alert(), texts, { reportId: 'report|x' }),
  },
  {
    name: 'an alert of everything there can be',
    atMost: 12,
    message: (texts) => {
      const [first] = make.alert().alerts
      const alerts = [
        { ...first, thresholdPercent: 100 },
        { ...first, period: 'day' },
        { ...first, period: 'hour' },
      ] as const
      const topSpenders = spenders(9).map(({ costNanoUsd, ...spender }) => ({
        ...spender,
        displayName: 'Name '.repeat(20),
        spentNanoUsd: costNanoUsd,
      }))
      return alertMessage(
        make.alert({ alerts, topSpenders, displayName: 'A server of a long name '.repeat(4) }),
        texts,
        { reportId: 'report|x', isFallback: true },
      )
    },
  },
  ...reportGroupings.map((by) => ({
    name: `a report by ${by}`,
    atMost: 40,
    message: (texts: Texts) => report(by, 2, texts),
  })),
  ...reportGroupings.map((by) => ({
    name: `a long report by ${by}`,
    atMost: 40,
    message: (texts: Texts) => report(by, 40, texts),
  })),
]

test.each(kinds.flatMap((kind) => ['en', 'ru'].map((locale) => [kind.name, locale, kind] as const)))(
  '%s (%s) is no longer on a phone than it may be',
  (name, locale, { message, atMost }) => {
    const lines = linesOnPhone(message(textsOf(locale)))
    console.info(`${String(lines.length).padStart(3)} of ${atMost}  ${name} (${locale})`)
    expect(lines.length).toBeLessThanOrEqual(atMost)
  },
)

test.each(['en', 'ru'])('of a refusal at the start nothing is left out for its length (%s)', (locale) => {
  const texts = textsOf(locale)
  const options = make.resultOptions({ ...everyDepth, canRaise: true })
  const lines = linesOnPhone(
    resultMessage(make.result({ ...untouched, refusal: make.refusal() }), options, texts),
  )
  const shown = lines.join(' ')
  for (const part of [
    texts.t('result.refusedTitle'),
    texts.money(make.usd('0.5')),
    'через 12 часов',
    texts.t('result.raise'),
    texts.t('result.whenItResets'),
    'example.com/tides',
  ])
    expect(shown).toContain(part)
})
