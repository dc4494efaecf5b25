import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entityKinds } from '../../../../src/brief/analysis.ts'
import { verdicts } from '../../../../src/brief/verdict.ts'
import { tasks } from '../../../../src/ledger/attribution.ts'
import { bookedSubject } from '../../../../src/ledger/subject.ts'
import { textsOf } from '../../../../src/locales/i18n.ts'
import type { Texts } from '../../../../src/locales/texts.ts'
import type { WorkflowStatus } from '../../../../src/orchestrator/workflow.ts'
import { failureCodes } from '../../../../src/orchestrator/workflow-failure.ts'
import type { OutgoingMessage } from '../../../../src/surfaces/discord/message.ts'
import { alertMessage } from '../../../../src/surfaces/discord/render/alert-message.ts'
import {
  budgetHistoryMessage,
  budgetSetMessage,
  budgetViewMessage,
} from '../../../../src/surfaces/discord/render/budget-message.ts'
import { costDetailsMessage } from '../../../../src/surfaces/discord/render/cost-details-message.ts'
import { costReportMessage } from '../../../../src/surfaces/discord/render/cost-report-message.ts'
import { errorMessage, noticeMessage } from '../../../../src/surfaces/discord/render/error-message.ts'
import { myCostsMessage } from '../../../../src/surfaces/discord/render/my-costs-message.ts'
import { ownerNoticeMessage } from '../../../../src/surfaces/discord/render/owner-notice-message.ts'
import { progressMessage } from '../../../../src/surfaces/discord/render/progress-message.ts'
import { reportGroupings } from '../../../../src/surfaces/discord/render/report-lines.ts'
import { resultMessage } from '../../../../src/surfaces/discord/render/result-message.ts'
import { safeText } from '../../../../src/surfaces/discord/render/safe-text.ts'
import { hostileText } from './hostile-text.ts'
import * as make from './money-factories.ts'
import { discordProblems, shownText } from './payload.ts'

const text = hostileText()
const name = hostileText(100)
const count = fc.constantFrom(0, 1, 7, 200)
const languages = ['en', 'ru'].map((locale) => textsOf(locale))

/** Mentions of all, of people, roles, channels and commands; emoji; times that are not ours; links under another name but of what is cited; fences; bidi controls. */
const live =
  /@(everyone|here)|<(@[!&]?|#|a?:\w+:|id:|\/[^>]*:)|<t:(?!179[56]\d{6}:[Rtdf]>)|\]\((?!https?:\/\/(?:example\.com|harbour\.example|exa_mple\.example)\/)|```|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2060\ufeff\u3164\0]/i

/** In either language: Discord takes it, and nothing from the input is alive in it. */
function expectSafe(render: (texts: Texts) => OutgoingMessage): void {
  for (const texts of languages) {
    const message = render(texts)
    expect(discordProblems(message)).toEqual([])
    expectNothingAlive(shownText(message))
    for (const { data } of message.files ?? []) expectNothingAlive(data.toString('utf8'))
  }
}

function expectNothingAlive(shown: string): void {
  expect(shown.isWellFormed()).toBe(true)
  expect(shown).not.toMatch(live)
}

const repeated = <T>(size: number, item: (index: number) => T): T[] =>
  Array.from({ length: size }, (_, index) => item(index))
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

test('whatever a source says, its brief is a message that Discord takes and in which nothing of it is alive', () => {
  const statuses: readonly WorkflowStatus[] = ['completed', 'partial', 'refused', 'failed', 'cancelled']
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 5, maxLength: 5 }),
      name,
      count,
      fc.constantFrom(...statuses),
      fc.boolean(),
      (strings, title, size, status, showCost) => {
        const [summary = '', point = '', quote = '', claim = '', note = ''] = strings
        const result = make.result({
          status,
          source: make.source({
            url: claim,
            location: point,
            siteName: title,
            author: quote,
            publishedAt: note,
            language: title,
          }),
          brief: make.brief({
            title,
            summary,
            keyPoints: repeated(size, () => ({ text: point, quote })),
            topics: repeated(size, () => note),
            entities: repeated(size, (index) => ({
              name: title,
              kind: pick(entityKinds, index),
              mentions: index + 1,
            })),
            claims: repeated(size, (index) => ({
              text: claim,
              quote,
              verdict: pick(verdicts, index),
              confidence: 0.7,
              evidence: repeated(3, () => ({ text: quote, title, url: claim, stance: 'for', origin: title })),
            })),
            related: repeated(size, () => ({
              documentId: title,
              workflow: title,
              title: point,
              url: note,
              summary,
              rememberedAtMs: 0,
              score: 1,
              reason: { kind: 'mentions', names: [title, claim] },
            })),
          }),
          tasks: repeated(size, (index) => ({
            task: pick(tasks, index),
            status: 'refused',
            costNanoUsd: 0n,
            calls: 1,
          })),
          cost: {
            ...make.exampleCost,
            taskCostsNanoUsd: new Map(repeated(size, (index) => [`${title}${index}`, 100_000_000n])),
          },
          notes: repeated(size, () => ({ code: 'as_written', values: { text: note } })),
          refusal: make.refusal(),
        })
        expectSafe((texts) => resultMessage(result, make.resultOptions({ showCost, canRaise: true }), texts))
      },
    ),
    { numRuns: 30 },
  )
})

test('whatever a failure says, its message is one that Discord takes and in which nothing of it is alive', () => {
  fc.assert(
    fc.property(text, text, text, fc.constantFrom(...failureCodes), (message, hint, location, code) => {
      const values = { type: message, format: hint, scheme: message, port: hint }
      const source = make.source({ location, url: undefined })
      const notes = [{ code: 'as_written', values: { text: hint } } as const]
      const failure = make.failure({ code, values, detail: message })
      const failed = make.result({ status: 'failed', brief: undefined, failure, location, source, notes })
      expectSafe((texts) => resultMessage(failed, make.resultOptions(), texts))
      expectSafe((texts) => errorMessage(message, texts))
      expectSafe((texts) =>
        noticeMessage(texts.t('error.invalidAmount', { input: safeText(message, 100) }), texts),
      )
    }),
    { numRuns: 60 },
  )
})

test('whatever address is asked for and however many tasks there are, progress is a message that Discord takes', () => {
  fc.assert(
    fc.property(text, count, fc.double({ noNaN: false }), (location, size, fraction) => {
      const view = make.progress({
        location,
        tasks: repeated(size, (index) => ({ task: pick(tasks, index), state: 'running', fraction })),
      })
      expectSafe((texts) => progressMessage(view, texts))
    }),
    { numRuns: 60 },
  )
})

test('whatever names servers, members, models and tasks have, reports and details are messages that Discord takes', () => {
  fc.assert(
    fc.property(name, text, count, fc.constantFrom(...reportGroupings), (displayName, model, size, by) => {
      const row = (index: number) => ({ ...make.totals(), name: `${model}${index}`, sharePercent: 12.5 })
      const spenders = repeated(size, (index) => ({
        subject: bookedSubject(index % 2 === 0 ? `guild_${displayName}` : displayName || 'cli'),
        displayName,
        costNanoUsd: 1n,
      }))
      const rows = repeated(size, row)
      const report = make.report({
        dayCount: size + 1,
        by: { task: rows, model: rows, provider: rows, operation: rows, depth: rows },
        budgets: repeated(size, () => make.status()),
      })
      const options = { by, displayName, topMembers: spenders, topServers: spenders }
      expectSafe((texts) => costReportMessage(report, options, texts))
      expectSafe((texts) => myCostsMessage(report, texts))
      const entries = repeated(size, () => make.entry({ model, provider: displayName }))
      expectSafe((texts) => costDetailsMessage({ workflow: 'wf_1', entries, limitNanoUsd: 1n }, texts))
    }),
    { numRuns: 60 },
  )
})

test('whatever names there are, budgets, alerts and refusals are messages that Discord takes', () => {
  fc.assert(
    fc.property(name, text, count, (displayName, by, size) => {
      const named = { subject: make.serverSubject, displayName }
      const statuses = repeated(size, () => make.status())
      expectSafe((texts) =>
        budgetViewMessage(
          { ...named, statuses: statuses.slice(0, 3), canRaise: statuses.length < 4 && size < 2 },
          texts,
        ),
      )
      expectSafe((texts) =>
        budgetSetMessage({ ...named, change: make.change({ by }), status: make.status() }, texts),
      )
      const changes = repeated(size, () => make.change({ by }))
      expectSafe((texts) => budgetHistoryMessage({ ...named, changes }, texts))
      const topSpenders = repeated(
        size,
        () => ({ subject: bookedSubject('guild_1'), displayName, spentNanoUsd: 1n }) as const,
      )
      expectSafe((texts) => alertMessage(make.alert({ displayName, topSpenders }), texts))
      expectSafe((texts) => ownerNoticeMessage({ kind: 'unpriced_model', model: by }, texts))
      const served = { kind: 'cost_caution', code: 'served_model', model: by, asked: by, served: by } as const
      expectSafe((texts) => ownerNoticeMessage(served, texts))
      const trouble = { kind: 'provider_failing', code: 'provider_key', host: by, detail: by } as const
      expectSafe((texts) => ownerNoticeMessage(trouble, texts))
      const subject = `wf_1/${by}`
      expectSafe((texts) =>
        resultMessage(
          make.result({
            status: 'refused',
            brief: undefined,
            refusal: make.refusal({ kind: 'task', subject, period: undefined }),
          }),
          make.resultOptions({ canRaise: true }),
          texts,
        ),
      )
    }),
    { numRuns: 60 },
  )
})
