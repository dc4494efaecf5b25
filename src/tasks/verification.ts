import { refusalIn } from '../budget/budget-refused-error.ts'
import type { Refusal } from '../ledger/hold.ts'
import type { Claim } from '../llm/analyst.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import { contradicts } from '../llm/local/contradiction.ts'
import { supportScore } from '../llm/local/lexical-support.ts'
import { findQuote } from '../llm/local/quote-match.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import type { ModelId } from '../pricing/model-id.ts'
import type { TaskContext, TaskOutcome } from './task.ts'
import { type Candidate, type EvidencePlace, gatherEvidence } from './verification/gather-evidence.ts'
import { judgeWithModels } from './verification/judge-with-models.ts'
import { type Stance, type VerifiedClaim, verdictFrom } from './verification/verdict.ts'

export interface VerificationDependencies {
  readonly models: LanguageModels
  /** Empty: claims are held against evidence by their words alone. */
  readonly ladder: readonly ModelId[]
  readonly places: readonly EvidencePlace[]
}

/** So much of a claim's words must be in a passage that speaks for it. */
const supportingScore = 0.6

/**
 * Holds each claim against the source and against evidence. A claim without evidence is "not checkable here": no verdict is ever
 * made up.
 */
export async function verify(
  claims: readonly Claim[],
  sourceText: string,
  context: TaskContext,
  dependencies: VerificationDependencies,
): Promise<TaskOutcome<readonly VerifiedClaim[]>> {
  const { candidates, notes, refusal } = await gatherEvidence(claims, dependencies.places, context)
  context.progress(0.6, 'weighing the evidence')
  const judged = await judge(claims, candidates, context, dependencies)
  const second = context.extent.secondOpinion
    ? await secondOpinion(claims, candidates, context, dependencies)
    : undefined
  const output = claims.map((claim, index): VerifiedClaim => {
    const passages = candidates[index] ?? []
    const stances = judged.stances[index] ?? []
    const { verdict, confidence } = verdictFrom(stances)
    const evidence = passages.flatMap((passage, number) => {
      const stance = stances[number] ?? 'unrelated'
      return stance === 'unrelated' ? [] : [{ ...passage, stance }]
    })
    if (!findQuote(sourceText, claim.quote))
      return { ...claim, verdict: 'not in source', confidence: 1, evidence: [] }
    const other = second && verdictFrom(second[index] ?? []).verdict
    return other && other !== verdict
      ? { ...claim, verdict: 'disputed', confidence: Math.min(confidence, 0.5), evidence }
      : { ...claim, verdict, confidence, evidence }
  })
  return { output, notes: [...notes, ...judged.notes], refusal: refusal ?? judged.refusal }
}

interface Judged {
  readonly stances: readonly (readonly Stance[])[]
  readonly notes: readonly string[]
  readonly refusal?: Refusal | undefined
}

async function judge(
  claims: readonly Claim[],
  candidates: readonly (readonly Candidate[])[],
  context: TaskContext,
  { models, ladder }: VerificationDependencies,
): Promise<Judged> {
  const byWords = claims.map((claim, index) =>
    (candidates[index] ?? []).map((passage) => stanceByWords(claim, passage)),
  )
  const nothingToJudge = candidates.every((passages) => passages.length === 0)
  if (ladder.length === 0 || nothingToJudge) return { stances: byWords, notes: [] }
  try {
    return {
      stances: await judgeWithModels(claims, candidates, context, { models, ladder, step: 'judge' }),
      notes: [],
    }
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused && !(error instanceof UnusableAnswerError)) throw error
    const why = refused
      ? 'the budget did not leave enough for a model'
      : error instanceof Error
        ? error.message
        : ''
    return {
      stances: byWords,
      notes: [`The claims were held against the evidence by their words alone: ${why}.`],
      refusal: refused?.refusal,
    }
  }
}

/** What another model than the first makes of the same evidence; undefined when there is none or it cannot be paid for. */
async function secondOpinion(
  claims: readonly Claim[],
  candidates: readonly (readonly Candidate[])[],
  context: TaskContext,
  { models, ladder }: VerificationDependencies,
): Promise<readonly (readonly Stance[])[] | undefined> {
  const others = ladder.slice(1)
  if (others.length === 0 || candidates.every((passages) => passages.length === 0)) return undefined
  try {
    return await judgeWithModels(claims, candidates, context, {
      models,
      ladder: others,
      step: 'second opinion',
    })
  } catch (error) {
    if (!refusalIn(error) && !(error instanceof UnusableAnswerError)) throw error
    return undefined
  }
}

function stanceByWords(claim: Claim, passage: Candidate): Stance {
  if (contradicts(claim.text, passage.text)) return 'against'
  return supportScore(claim.text, passage.text) >= supportingScore ? 'for' : 'unrelated'
}
