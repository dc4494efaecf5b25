import { z } from 'zod'
import type { Claim } from '../../brief/analysis.ts'
import type { MissingReason, Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import { stepKey } from '../../ledger/journal.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import type { AnswerJournal } from '../../llm/answer-journal.ts'
import type { TaskContext } from '../task.ts'

/** A passage that a claim can be held against. */
export interface Candidate {
  readonly text: string
  readonly title: string
  readonly url?: string | undefined
  readonly origin: string
  /** ISO 8601: of a page, when it was published; of what was read before, when that was. */
  readonly date?: string | undefined
  /** The run that has read it, of what was read before. */
  readonly workflow?: string | undefined
}

const candidateList: z.ZodType<readonly Candidate[]> = z.array(
  z.object({
    text: z.string(),
    title: z.string(),
    url: z.string().optional(),
    origin: z.string(),
    date: z.string().optional(),
    workflow: z.string().optional(),
  }),
)

/** What the claims are from. */
export interface EvidencedSource {
  readonly text: string
  /** By which it is known again, see `sourceAddress`. */
  readonly address: string | undefined
}

/** A place to look for evidence. */
export interface EvidencePlace {
  readonly name: string
  find(claim: string, options: FindOptions): Promise<readonly Candidate[]>
}

interface FindOptions {
  readonly limit: number
  readonly signal: AbortSignal
  /** Where the answers of searches are kept that are booked. */
  readonly answers: AnswerJournal
  /** Is told of what failed and the place gets along without. */
  readonly trouble: (error: unknown) => void
}

export interface Gathered {
  /** For each claim, in order. */
  readonly candidates: readonly (readonly Candidate[])[]
  readonly notes: readonly Note[]
  readonly refusal: Refusal | undefined
}

/** Looks in every place for passages about each claim. A place that fails is left out and told, once. */
export async function gatherEvidence(
  claims: readonly Claim[],
  places: readonly EvidencePlace[],
  context: TaskContext,
): Promise<Gathered> {
  const failed = new Map<string, MissingReason>()
  let refusal: Refusal | undefined
  const candidates: Candidate[][] = claims.map(() => [])
  for (const [index, claim] of claims.entries()) {
    const values = { claim: index + 1, of: claims.length }
    context.progress((index / claims.length) * 0.6, { code: 'finding_evidence', values })
    for (const place of places.filter(({ name }) => !failed.has(name))) {
      try {
        candidates[index]?.push(...(await findOnce(claim, place, context)))
      } catch (error) {
        // A workflow that is cancelled or put off unwinds through here.
        context.signal.throwIfAborted()
        const refused = refusalIn(error)
        refusal ??= refused?.refusal
        if (!refused) context.trouble(error)
        failed.set(place.name, refused ? 'budget' : 'service_unavailable')
      }
    }
  }
  const notes = [...failed].map(
    ([place, why]): Note => ({ code: 'no_evidence_from', values: { place, why } }),
  )
  return { candidates, notes, refusal }
}

/** What a place has to say of a claim changes: another workflow looks again. */
function findOnce(
  claim: Claim,
  place: EvidencePlace,
  { workflow, extent, signal, answers, step, trouble }: TaskContext,
): Promise<readonly Candidate[]> {
  const limit = extent.evidencePerClaim
  const key = stepKey(`evidence from ${place.name}`, 1, { workflow, claim: claim.text, limit })
  return step(key, candidateList, () => place.find(claim.text, { limit, signal, answers, trouble }))
}
