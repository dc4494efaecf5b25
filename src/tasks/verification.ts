import { z } from 'zod'
import { contradicts } from '../analyst/contradiction.ts'
import { supportScore } from '../analyst/lexical-support.ts'
import type { Claim } from '../brief/analysis.ts'
import type { MissingReason, Note } from '../brief/note.ts'
import {
  disputedConfidence,
  type Stance,
  type VerifiedClaim,
  verdictFrom,
  verifiedClaimSchema,
} from '../brief/verdict.ts'
import { refusalIn } from '../budget/budget-refused-error.ts'
import type { Refusal } from '../ledger/limit-state.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import { UnusableAnswerError } from '../llm/unusable-answer-error.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { fingerprint } from '../text/fingerprint.ts'
import { QuoteFinder } from '../text/quotes.ts'
import { jobIn } from '../workers/job.ts'
import { lightCharacters } from '../workers/light-text.ts'
import type { OutputForm, TaskContext, TaskOutcome } from './task.ts'
import { type Candidate, type EvidencePlace, gatherEvidence } from './verification/gather-evidence.ts'
import { judgeWithModels, judgingInstructions } from './verification/judge-with-models.ts'

export interface VerificationDependencies {
  readonly models: LanguageModels
  /** Empty: claims are held against evidence by their words alone. */
  readonly ladder: readonly ModelId[]
  readonly places: readonly EvidencePlace[]
}

export const verificationForm: OutputForm<readonly VerifiedClaim[]> = {
  version: 1,
  schema: z.array(verifiedClaimSchema),
}

/** What verified claims depend on, in a workflow: evidence is of its time, and not taken over by a later one. */
export function verificationInputs(
  claims: readonly Claim[],
  sourceText: string,
  { workflow, extent }: Pick<TaskContext, 'workflow' | 'extent'>,
  { ladder, places }: Pick<VerificationDependencies, 'ladder' | 'places'>,
) {
  const { evidencePerClaim, secondOpinion } = extent
  return {
    workflow,
    text: fingerprint(sourceText),
    claims,
    evidencePerClaim,
    secondOpinion,
    places: places.map(({ name }) => name),
    ...(ladder.length > 0 && { instructions: judgingInstructions }),
    models: ladder.map(formatModelId),
  }
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
  context.progress(0.6, { code: 'weighing', values: {} })
  const judged = await judge(claims, candidates, context, dependencies)
  const second = await secondOpinion(claims, candidates, judged.stances, context, dependencies)
  const isQuoted = await quotedIn(sourceText, claims, context)
  return {
    output: claims.map((claim, index) =>
      isQuoted[index]
        ? weighed(claim, candidates[index] ?? [], judged.stances[index] ?? [], second.stances?.[index])
        : { ...claim, verdict: 'not in source', confidence: 1, evidence: [] },
    ),
    notes: [...notes, ...withoutSearch(candidates, dependencies), ...judged.notes, ...second.notes],
    refusal: refusal ?? judged.refusal ?? second.refusal,
  }
}

/** Nothing was found, and nothing but what was read before was searched. */
function withoutSearch(
  candidates: readonly (readonly Candidate[])[],
  { places }: Pick<VerificationDependencies, 'places'>,
): readonly Note[] {
  const isFound = candidates.some(({ length }) => length > 0)
  const isSearched = places.some(({ name }) => name !== 'knowledge')
  return candidates.length > 0 && !isFound && !isSearched ? [{ code: 'no_search', values: {} }] : []
}

const quotesJob = jobIn<typeof import('../text/quotes-job.ts')>(
  new URL('../text/quotes-job.ts', import.meta.url),
)

/** For each claim whether its quote stands in the text. */
async function quotedIn(
  text: string,
  claims: readonly Claim[],
  { workers, signal }: TaskContext,
): Promise<readonly boolean[]> {
  const quotes = claims.map(({ quote }) => quote)
  if (text.length > lightCharacters) return workers.run(quotesJob, { text, quotes }, signal)
  const finder = new QuoteFinder(text)
  return quotes.map((quote) => finder.find(quote) !== undefined)
}

/** A claim with the passages that speak for or against it; where two models come to different verdicts, it is disputed. */
function weighed(
  claim: Claim,
  passages: readonly Candidate[],
  stances: readonly Stance[],
  second: readonly Stance[] | undefined,
): VerifiedClaim {
  const { verdict, confidence } = verdictFrom(stances)
  const disagree = second !== undefined && verdictFrom(second).verdict !== verdict
  const evidence = passages.flatMap((passage, number) => {
    const first = stances[number] ?? 'unrelated'
    const stance = first === 'unrelated' && disagree ? (second[number] ?? 'unrelated') : first
    return stance === 'unrelated' ? [] : [{ ...passage, stance }]
  })
  return disagree
    ? { ...claim, verdict: 'disputed', confidence: disputedConfidence, evidence }
    : { ...claim, verdict, confidence, evidence }
}

interface Judged {
  readonly stances: readonly (readonly Stance[])[]
  readonly notes: readonly Note[]
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
      stances: await judgeWithModels(claims, candidates, context, { models, ladder }),
      notes: [],
    }
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused && !(error instanceof UnusableAnswerError)) throw error
    if (!refused) context.trouble(error)
    return {
      stances: byWords,
      notes: [{ code: 'judged_by_words', values: { why: reasonOf(error) } }],
      refusal: refused?.refusal,
    }
  }
}

function reasonOf(error: unknown): MissingReason {
  return refusalIn(error) ? 'budget' : 'unusable_answer'
}

interface SecondOpinion extends Omit<Judged, 'stances'> {
  /** Undefined when nobody gave one. */
  readonly stances?: Judged['stances']
}

/** What another model than the first makes of the same evidence, at the depths that ask for it. */
async function secondOpinion(
  claims: readonly Claim[],
  candidates: readonly (readonly Candidate[])[],
  first: Judged['stances'],
  context: TaskContext,
  { models, ladder }: VerificationDependencies,
): Promise<SecondOpinion> {
  const nothingToJudge = candidates.every((passages) => passages.length === 0)
  if (!context.extent.secondOpinion || ladder.length === 0 || nothingToJudge) return { notes: [] }
  const others = ladder.slice(1)
  if (others.length === 0)
    return { notes: [{ code: 'no_second_opinion', values: { why: 'only_one_model' } }] }
  try {
    return {
      stances: await judgeWithModels(claims, candidates, context, { models, ladder: others }, first),
      notes: [],
    }
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused && !(error instanceof UnusableAnswerError)) throw error
    if (!refused) context.trouble(error)
    const note = { code: 'no_second_opinion', values: { why: reasonOf(error) } } as const
    return { notes: [note], refusal: refused?.refusal }
  }
}

function stanceByWords(claim: Claim, passage: Candidate): Stance {
  if (contradicts(claim.text, passage.text)) return 'against'
  return supportScore(claim.text, passage.text) >= supportingScore ? 'for' : 'unrelated'
}
