import { z } from 'zod'
import type { Note } from '../brief/note.ts'
import { depths, tasks } from '../ledger/attribution.ts'
import type { ListedSource, SourceCard } from '../orchestrator/source-card.ts'
import { workflowStatuses } from '../orchestrator/workflow.ts'
import { failureCodes, type WorkflowFailure } from '../orchestrator/workflow-failure.ts'
import { taskStatuses, type WorkflowRefusal, type WorkflowResult } from '../orchestrator/workflow-result.ts'
import { sourceTypes } from '../sources/source.ts'
import { briefForm, briefValues } from './brief.ts'
import { cautionForm } from './caution.ts'
import { count, instant, usd, usdByName } from './fields.ts'
import { trackCostForm, trackCostToJson } from './track-cost.ts'

const oneSource = z.strictObject({
  url: z.string(),
  title: z.string().nullable(),
  type: z.enum(sourceTypes),
  language: z.string().nullable(),
  /** Like the next two left out where the source does not tell. */
  author: z.string().optional(),
  /** The site's name as it calls itself. */
  site: z.string().optional(),
  /** ISO 8601, a date or a date with its time, as the source writes it. */
  published_at: z.string().optional(),
  /** How long sound or film plays. */
  duration_seconds: z.number().nonnegative().optional(),
  /** Of a PDF, or slides. */
  pages: z.int().positive().optional(),
})

/** One of several sources that could not be read. */
const unreadSource = z.strictObject({
  url: z.string(),
  failure: z.strictObject({ code: z.enum(failureCodes), message: z.string(), hint: z.string() }),
})

const source = oneSource.extend({
  /** Of several that were given together each, in their order; the rest of `source` is then of all together. */
  sources: z.array(z.union([oneSource, unreadSource])).optional(),
})

const taskReport = z.strictObject({
  name: z.enum(tasks),
  status: z.enum(taskStatuses),
  cost: usd,
  calls: count,
})

const refusalForm = z.strictObject({
  /** `tenant:day`, `bot:month`, `user:day`, `scope` or `task`. */
  limit: z.string(),
  subject: z.string(),
  limit_usd: usd,
  spent_usd: usd,
  held_usd: usd,
  requested_usd: usd,
  resets_at: instant.nullable(),
  fits_depth: z.enum(depths).nullable(),
})

const failureForm = z.strictObject({
  code: z.enum(failureCodes),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
  hint: z.string(),
  task: z.enum(tasks).nullable(),
  detail: z.string().nullable(),
})

/** How a run ended. What there is not is left out: a source, a brief, a refusal, an error. */
export const runResultForm = z.strictObject({
  workflow: z.string(),
  status: z.enum(workflowStatuses),
  depth: z.enum(depths),
  source: source.optional(),
  brief: briefForm.optional(),
  tasks: z.array(taskReport),
  cost: trackCostForm,
  limits: z.strictObject({ total: usd, per_task: usdByName }),
  refusal: refusalForm.optional(),
  error: failureForm.optional(),
  /** The same in short: the code is one of docs/sources.md, or of a provider. */
  failure: failureForm.pick({ code: true, message: true, hint: true }).optional(),
  /** What is missing and why, a sentence each. */
  notes: z.array(z.string()),
  /** What is to be known about the cost. */
  cautions: z.array(cautionForm),
  /** What was done on this machine itself, which nobody is paid for. */
  local: z.strictObject({ calls: count, prompt_tokens: count, completion_tokens: count }),
})
export type RunResultJson = z.input<typeof runResultForm>

/** The words for what a result has as codes: the surface's that hands it out. */
export interface ResultWords {
  note(note: Note): string
  failure(failure: Pick<WorkflowFailure, 'code' | 'values'>): {
    readonly message: string
    readonly hint: string
  }
}

/** A run's result in the form that other programs rely on. */
export function runResultToJson(result: WorkflowResult, words: ResultWords): RunResultJson {
  const { source, brief, limits, refusal, failure } = result
  return z.encode(runResultForm, {
    workflow: result.workflow,
    status: result.status,
    depth: result.depth,
    source: source && {
      ...sourceValues(source, brief?.title),
      ...(source.sources && { sources: source.sources.map((listed) => listedValues(listed, words)) }),
    },
    brief: brief && briefValues(brief, source),
    tasks: result.tasks.map(({ task, status, costNanoUsd, calls }) => ({
      name: task,
      status,
      cost: costNanoUsd,
      calls,
    })),
    cost: trackCostForm.parse(trackCostToJson(result.cost)),
    limits: { total: limits.totalNanoUsd, per_task: { ...limits.perTaskNanoUsd } },
    refusal: refusal && refusalValues(refusal),
    error: failure && { ...failureValues(failure), ...words.failure(failure) },
    failure: failure && { code: failure.code, ...words.failure(failure) },
    notes: result.notes.map((note) => words.note(note)),
    cautions: [...result.cautions],
    local: {
      calls: result.cost?.local.calls ?? 0,
      prompt_tokens: result.cost?.local.promptTokens ?? 0,
      completion_tokens: result.cost?.local.completionTokens ?? 0,
    },
  })
}

function sourceValues(source: SourceCard, title: string | undefined) {
  return {
    url: source.url ?? source.location,
    title: source.title ?? title ?? null,
    type: source.type,
    language: source.language ?? null,
    author: source.author,
    site: source.siteName,
    published_at: source.publishedAt,
    duration_seconds: source.durationSeconds,
    pages: source.pages,
  }
}

function listedValues(listed: ListedSource, words: ResultWords) {
  if (listed.card) return sourceValues(listed.card, undefined)
  const { location: url, failure } = listed
  return { url, failure: { code: failure.code, ...words.failure(failure) } }
}

function refusalValues(refusal: WorkflowRefusal) {
  return {
    limit: refusal.period ? `${refusal.kind}:${refusal.period}` : refusal.kind,
    subject: refusal.subject,
    limit_usd: refusal.limitNanoUsd,
    spent_usd: refusal.spentNanoUsd,
    held_usd: refusal.heldNanoUsd,
    requested_usd: refusal.requestedNanoUsd,
    resets_at: refusal.resetsAtMs ?? null,
    fits_depth: refusal.fitsDepth ?? null,
  }
}

function failureValues({ code, values, task, detail }: WorkflowFailure) {
  return { code, values: { ...values }, task: task ?? null, detail: detail ?? null }
}
