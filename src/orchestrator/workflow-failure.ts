import { z } from 'zod'
import type { MissingReason } from '../brief/note.ts'
import { EvidenceSearchError } from '../knowledge/evidence-search-error.ts'
import { type Task, tasks } from '../ledger/attribution.ts'
import { providerProblemCodes, providerProblemOf } from '../llm/provider-problem.ts'
import { LocalRecogniserError } from '../llm/speech/local/local-recogniser-error.ts'
import { UnpricedModelError } from '../llm/unpriced-model-error.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import { withoutSecrets } from '../llm/without-secrets.ts'
import { formatModelId } from '../pricing/model-id.ts'
import { SourceError, sourceErrorReasons } from '../sources/source-error.ts'
import { WorkFailedError } from '../workers/work-failed-error.ts'

export const failureCodes = [
  ...sourceErrorReasons,
  ...providerProblemCodes,
  'unusable_answer',
  'unpriced_model',
  'recogniser_failed',
  'search_failed',
  'unexpected',
] as const
export type FailureCode = (typeof failureCodes)[number]

/** Why a task failed, for members by code and values. */
export interface WorkflowFailure {
  readonly code: FailureCode
  readonly values: Readonly<Record<string, string | number>>
  readonly task: Task | undefined
  /** For owners and the log only: names of errors, addresses, a provider's own words; without keys. */
  readonly detail: string | undefined
}

const detailMaxCharacters = 2_000

/** What an error that ended a task, or a part of one, is told as. */
export function failureOf(error: unknown, task: Task | undefined): WorkflowFailure {
  if (error instanceof SourceError) {
    const { reason, values } = error.problem
    return { code: reason, values: { ...values }, task, detail: withoutSecrets(error.message) }
  }
  const told = (code: FailureCode, said: string): WorkflowFailure => ({
    code,
    values: {},
    task,
    detail: withoutSecrets(said).slice(0, detailMaxCharacters),
  })
  if (error instanceof LocalRecogniserError) return told('recogniser_failed', error.message)
  // What a source holds was too much for the process that worked on it.
  if (error instanceof WorkFailedError) return told('too_complex', error.message)
  if (error instanceof UnusableAnswerError) return told('unusable_answer', formatModelId(error.model))
  if (error instanceof UnpricedModelError) return told('unpriced_model', formatModelId(error.model))
  if (error instanceof EvidenceSearchError)
    return { ...told('search_failed', error.message), values: { reason: error.reason } }
  const problem = providerProblemOf(error)
  if (problem) return { ...told(problem.code, problem.detail), values: { host: problem.host } }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return told('unexpected', stack)
}

/** Failures that may pass by themselves, or that somebody may mend, so that the same run can be tried again. */
const passing: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'unknown_host',
  'unreachable',
  'bad_certificate',
  'proxy_failed',
  'page_not_found',
  'refuses_programs',
  'server_trouble',
  'http_status',
  'too_slow',
  'undecodable',
  ...providerProblemCodes,
  'unusable_answer',
  'unpriced_model',
  'recogniser_failed',
  'unexpected',
])

export function mayPass({ code }: Pick<WorkflowFailure, 'code'>): boolean {
  return passing.has(code)
}

const services: ReadonlySet<FailureCode> = new Set<FailureCode>([
  ...providerProblemCodes,
  'unpriced_model',
  'search_failed',
])

/** What a reader is told of a task that a brief does without. */
export function missingBecause({ code }: Pick<WorkflowFailure, 'code'>): MissingReason {
  if (code === 'unusable_answer') return code
  return services.has(code) ? 'service_unavailable' : 'unexpected'
}

const task = z.enum(tasks).optional()
const failureSchema = z.union([
  z.object({
    // A newer version may have kept a code that is not known here.
    code: z.enum(failureCodes).catch('unexpected'),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    task,
    detail: z.string().optional(),
  }),
  // Earlier versions kept a sentence, which may hold a provider's own words.
  z
    .object({ message: z.string(), hint: z.string().optional(), task })
    .transform(({ message, hint, task }) => ({
      code: 'unexpected' as const,
      values: {},
      task,
      detail: withoutSecrets([message, hint].filter(Boolean).join('\n')),
    })),
])

/**
 * A failure as it was stored, by this version or an older one.
 *
 * @throws {z.ZodError} when it is none.
 */
export function readFailure(stored: unknown): WorkflowFailure {
  const { code, values, task, detail } = failureSchema.parse(stored)
  return { code, values, task, detail }
}
