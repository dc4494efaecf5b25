import type { Brief } from '../../brief/brief.ts'
import { adviceText, failureText } from '../../locales/failure-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { noteText } from '../../locales/note-text.ts'
import { toUsdNumber } from '../../money/format.ts'
import type { WorkflowFailure } from '../../orchestrator/workflow-failure.ts'
import type { WorkflowRefusal, WorkflowResult } from '../../orchestrator/workflow-result.ts'

const english = textsOf('en')

/** A run's result in the form that other programs rely on; money as JSON numbers in US dollars, exact to the nano. */
export function resultToJson(result: WorkflowResult) {
  const { source, brief, cost, limits, refusal, failure } = result
  return {
    workflow: result.workflow,
    status: result.status,
    depth: result.depth,
    source: source && {
      url: source.url ?? source.location,
      title: source.title ?? brief?.title ?? null,
      type: source.type,
      language: source.language ?? null,
    },
    brief: brief && briefToJson(brief),
    tasks: result.tasks.map(({ task, status, costNanoUsd, calls }) => ({
      name: task,
      status,
      cost: toUsdNumber(costNanoUsd),
      calls,
    })),
    cost: cost ?? noCost,
    limits: {
      total: toUsdNumber(limits.totalNanoUsd),
      per_task: Object.fromEntries(
        Object.entries(limits.perTaskNanoUsd).map(([task, limit]) => [task, toUsdNumber(limit)]),
      ),
    },
    ...(refusal && { refusal: refusalToJson(refusal) }),
    ...(failure && { error: failureToJson(failure) }),
    notes: result.notes.map((note) => noteText(note, english)),
  }
}

function failureToJson(failure: WorkflowFailure) {
  const { code, values, task, detail } = failure
  const { says, next } = failureText(failure, english)
  const hint = adviceText(failure, english) ?? next
  return { code, values, message: says, hint, task: task ?? null, detail: detail ?? null }
}

const noCost = {
  total_cost: 0,
  currency: 'USD',
  api_calls: 0,
  free_requests: 0,
  node_costs: {},
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
} as const

function briefToJson({ title, summary, keyPoints, entities, topics, tone, claims, related }: Brief) {
  return {
    title,
    summary,
    key_points: keyPoints,
    entities,
    topics,
    tone,
    claims,
    related: related.map(({ title, url, summary, workflow, reason }) => ({
      title,
      url: url ?? null,
      summary,
      workflow,
      reason,
    })),
  }
}

/** `limit` reads `tenant:day`, `bot:month`, `user:day`, `scope` or `task`. */
export function refusalToJson(refusal: WorkflowRefusal) {
  return {
    limit: refusal.period ? `${refusal.kind}:${refusal.period}` : refusal.kind,
    subject: refusal.subject,
    limit_usd: toUsdNumber(refusal.limitNanoUsd),
    spent_usd: toUsdNumber(refusal.spentNanoUsd),
    held_usd: toUsdNumber(refusal.heldNanoUsd),
    requested_usd: toUsdNumber(refusal.requestedNanoUsd),
    resets_at: refusal.resetsAtMs === undefined ? null : new Date(refusal.resetsAtMs).toISOString(),
    fits_depth: refusal.fitsDepth ?? null,
  }
}
