import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textsOf } from '../../src/locales/i18n.ts'
import { noteText } from '../../src/locales/note-text.ts'
import { resultJson } from '../../src/locales/result-json.ts'
import { parseUsd } from '../../src/money/nano-usd.ts'
import { priceFrom } from '../../src/pricing/price.ts'
import { alertEventForm, alertEventToJson } from '../../src/wire/alert-event.ts'
import { budgetsForm, budgetsToJson } from '../../src/wire/budgets.ts'
import { checksForm, checksToJson } from '../../src/wire/checks.ts'
import { costReportForm, costReportToJson } from '../../src/wire/cost-report.ts'
import { instant, usd } from '../../src/wire/fields.ts'
import { pricesForm, pricesToJson } from '../../src/wire/prices.ts'
import { runResultForm } from '../../src/wire/run-result.ts'
import { runsForm, runsToJson } from '../../src/wire/runs.ts'
import { trackCostForm, trackCostToJson } from '../../src/wire/track-cost.ts'
import {
  correctionForm,
  correctionToJson,
  unresolvedForm,
  unresolvedToJson,
} from '../../src/wire/unresolved.ts'
import { verificationForm, verificationToJson } from '../../src/wire/verification.ts'
import { noonMs } from '../support/ledger/requests.ts'
import golden from './golden.json' with { type: 'json' }
import * as sample from './samples.ts'

const nanos = fc.bigInt({ min: -(8_000_000n * 10n ** 9n), max: 8_000_000n * 10n ** 9n })

describe('a field', () => {
  it('of money is a number of dollars that reads back as the same nano-dollars', () => {
    fc.assert(fc.property(nanos, (amount) => usd.parse(usd.encode(amount)) === amount))
    expect(usd.encode(1_234_000n)).toBe(0.001234)
    expect(usd.encode(1n)).toBe(1e-9)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '1', null])('of money is not %s', (value) => {
    expect(usd.safeParse(value).success).toBe(false)
  })

  it('of time is ISO 8601 that reads back as the same millisecond', () => {
    expect(instant.encode(Date.UTC(2026, 10, 22, 14))).toBe('2026-11-22T14:00:00.000Z')
    expect(instant.parse('2026-11-22T14:00:00.000Z')).toBe(Date.UTC(2026, 10, 22, 14))
    expect(instant.safeParse('2026-11-22').success).toBe(false)
  })
})

/** Field for field, in the same order. */
describe('the form that other programs rely on', () => {
  it.each(['completed', 'refused', 'failed'] as const)('of a %s run stays', (name) => {
    expect(JSON.stringify(resultJson(sample.results[name]))).toBe(JSON.stringify(golden[name]))
  })

  it('of the refusal by a limit without a period stays', () => {
    const { refusal } = resultJson(sample.results.partial)
    expect(JSON.stringify(refusal)).toBe(JSON.stringify(golden.partial.refusal))
  })

  it('of a report stays', () => {
    expect(JSON.stringify(costReportToJson(sample.report))).toBe(JSON.stringify(golden.report))
  })

  it('of budgets stays', () => {
    const json = budgetsToJson('guild_1', 'UTC', sample.statuses)
    expect(JSON.stringify(json)).toBe(JSON.stringify(golden.budgets))
  })

  it('of a list of runs stays', () => {
    expect(JSON.stringify(runsToJson(sample.workflows))).toBe(JSON.stringify(golden.runs))
  })

  it('of an alert stays', () => {
    const json = alertEventToJson(sample.alert, sample.alert.periodStartMs + 24 * 3_600_000)
    expect(JSON.stringify(json)).toBe(JSON.stringify(golden.alert))
    expect(alertEventForm.parse(json)).toMatchObject({
      spent_usd: sample.alert.spentNanoUsd,
      remaining_usd: parseUsd('1.5'),
      created_at: sample.alert.createdAtMs,
    })
  })

  it('of what is unresolved, and of its correction, stays', () => {
    const call = { workflow: null, task: 'analysis' as const, model: 'openai:gpt-5-mini' }
    const instantOfNoon = '2026-06-17T12:30:00.000Z'
    const json = unresolvedToJson([sample.entry('analysis', '0.05')])
    const correction = correctionToJson(sample.entry('analysis', '0.02', { id: 'right' }), 'entry_analysis')

    expect(JSON.stringify(json)).toBe(
      JSON.stringify([{ entry: 'entry_analysis', ...call, held_usd: 0.05, at: instantOfNoon }]),
    )
    expect(JSON.stringify(correction)).toBe(
      JSON.stringify({
        entry: 'right',
        ...call,
        corrects: 'entry_analysis',
        amount_usd: 0.02,
        at: instantOfNoon,
      }),
    )
    expect(unresolvedForm.parse(json)).toMatchObject([{ held_usd: parseUsd('0.05') }])
    expect(correctionForm.parse(correction)).toMatchObject({ amount_usd: parseUsd('0.02') })
  })

  it('of what verification finds stays', () => {
    const differences = [{ what: 'balance cli day spent', kept: '1', recomputed: '2' }]
    const damage = ['row 1 missing from index entries_id']
    const json = verificationToJson({ ok: false, entries: 3, holdsPending: 1, differences, damage })
    expect(JSON.stringify(json)).toBe(
      '{"ok":false,"entries":3,"holds_pending":1,"differences":[{"what":"balance cli day spent","kept":"1","recomputed":"2"}],"damage":["row 1 missing from index entries_id"]}',
    )
    expect(verificationForm.parse(json)).toMatchObject({ holds_pending: 1, differences })
  })

  it('of prices stays, and reads back with exact rates', () => {
    const model = { provider: 'openai', model: 'gpt-5' }
    const unknown = { provider: 'openai', model: 'gpt-9' }
    const rates = {
      input: new Decimal('0.00000125'),
      tiers: [{ aboveTokens: 200_000, input: new Decimal(2) }],
    }
    const price = priceFrom(rates, 'catalogue', new Date(noonMs))
    const json = pricesToJson({
      version: '2026-11-01',
      ageDays: 3,
      models: [
        { model, answer: { kind: 'priced', price, estimated: false }, warnings: ['It is old.'] },
        {
          model: unknown,
          answer: { kind: 'refused', reason: 'unpriced-model', model: unknown },
          warnings: [],
        },
      ],
      warnings: ['Look at the units.'],
    })

    expect(JSON.stringify(json)).toBe(
      `{"version":"2026-11-01","age_days":3,"models":[{"model":"openai:gpt-5","source":"catalogue","version":"${price.version}","updated_at":"2026-06-17T12:30:00.000Z","estimated":false,"rates":{"input":"0.00000125","above 200000: input":"2"},"warnings":["It is old."]},{"model":"openai:gpt-9","source":null,"version":null,"updated_at":null,"estimated":true,"rates":{},"warnings":[]}],"warnings":["Look at the units."]}`,
    )
    expect(pricesForm.parse(json).models[0]).toMatchObject({
      updated_at: noonMs,
      rates: { input: rates.input },
    })
  })

  it('of what was looked at stays', () => {
    const caution = {
      code: 'overage',
      model: 'openai:gpt-5',
      detail: { held: '0.1', booked: '0.2' },
    } as const
    const node = { name: 'node', status: 'ok', detail: '26.10.0' } as const
    const costs = {
      name: 'costs',
      status: 'warning',
      detail: 'It was dearer.',
      hint: 'Look.',
      caution,
    } as const
    const json = checksToJson([node, costs])

    expect(JSON.stringify(json)).toBe(JSON.stringify({ ok: true, checks: [node, costs] }))
    expect(checksForm.parse(json)).toEqual({ ok: true, checks: [node, costs] })
    expect(checksToJson([node, { ...costs, status: 'failed' }]).ok).toBe(false)
  })

  it('of a run’s cost has exactly its eight fields, also without any cost', () => {
    const fields = [
      'total_cost',
      'currency',
      'api_calls',
      'free_requests',
      'node_costs',
      'prompt_tokens',
      'completion_tokens',
      'total_tokens',
    ]
    expect(Object.keys(trackCostToJson(sample.cost))).toEqual(fields)
    expect(Object.keys(trackCostToJson(undefined))).toEqual(fields)
    expect(trackCostForm.safeParse({ ...trackCostToJson(undefined), more: 1 }).success).toBe(false)
    const { total_cost: _, ...less } = trackCostToJson(undefined)
    expect(trackCostForm.safeParse(less).success).toBe(false)
  })
})

describe('what was written as JSON reads back', () => {
  const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

  it.each(['completed', 'refused', 'failed', 'partial'] as const)('as the figures of a %s run', (name) => {
    const result = sample.results[name]
    const { cost, limits, tasks, refusal, error, brief, notes } = runResultForm.parse(
      through(resultJson(result)),
    )

    expect(cost.total_cost).toBe(result.cost?.totalNanoUsd ?? 0n)
    expect(cost.node_costs).toEqual(Object.fromEntries(result.cost?.taskCostsNanoUsd ?? []))
    expect(limits).toEqual({
      total: result.limits.totalNanoUsd,
      per_task: result.limits.perTaskNanoUsd,
    })
    expect(tasks.map((task) => task.cost)).toEqual(result.tasks.map((task) => task.costNanoUsd))
    expect(refusal?.spent_usd).toBe(result.refusal?.spentNanoUsd)
    expect(refusal?.resets_at ?? undefined).toBe(result.refusal?.resetsAtMs)
    expect(error?.code).toBe(result.failure?.code)
    expect(brief?.claims).toEqual(result.brief?.claims)
    expect(brief?.related.map(({ reason }) => reason)).toEqual(
      result.brief?.related.map(({ reason }) => reason),
    )
    expect(notes).toEqual(result.notes.map((note) => noteText(note, textsOf('en'))))
  })

  it('as the figures of a report', () => {
    const { total_cost, by_task, uncertain_cost } = costReportForm.parse(
      through(costReportToJson(sample.report)),
    )
    expect({ total_cost, by_task, uncertain_cost }).toEqual({
      total_cost: parseUsd('4.2'),
      by_task: { analysis: parseUsd('3'), verification: parseUsd('1.2') },
      uncertain_cost: parseUsd('0.200000001'),
    })
  })

  it('as the figures of budgets, and of runs', () => {
    const { budgets } = budgetsForm.parse(through(budgetsToJson('guild_1', 'UTC', sample.statuses)))
    expect(budgets).toMatchObject([
      { limit_usd: parseUsd('20'), remaining_usd: parseUsd('7'), resets_at: sample.status().resetsAtMs },
      { limit_usd: null, remaining_usd: null, spent_usd: parseUsd('12.4') },
    ])
    const runs = runsForm.parse(through(runsToJson(sample.workflows)))
    expect(runs.map(({ cost, created_at }) => [cost, created_at])).toEqual(
      sample.workflows.map(({ costNanoUsd, createdAtMs }) => [costNanoUsd ?? null, createdAtMs]),
    )
  })
})
