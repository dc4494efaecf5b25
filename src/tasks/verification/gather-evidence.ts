import { z } from 'zod'
import type { Claim } from '../../brief/analysis.ts'
import type { MissingReason, Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import { stepKey } from '../step-key.ts'
import type { TaskContext } from '../task.ts'

/** A passage that a claim can be held against. */
export interface Candidate {
  readonly text: string
  readonly title: string
  readonly url?: string | undefined
  readonly origin: string
}

const candidateList: z.ZodType<readonly Candidate[]> = z.array(
  z.object({ text: z.string(), title: z.string(), url: z.string().optional(), origin: z.string() }),
)

/** A place to look for evidence. */
export interface EvidencePlace {
  readonly name: string
  find(claim: string, limit: number, signal: AbortSignal): Promise<readonly Candidate[]>
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
        const limit = context.extent.evidencePerClaim
        // What a place has to say of a claim changes: a later workflow looks again.
        const asked = { workflow: context.workflow, claim: claim.text, limit }
        const found = await context.step(
          stepKey(`evidence from ${place.name}`, 1, asked),
          candidateList,
          () => place.find(claim.text, limit, context.signal),
        )
        candidates[index]?.push(...found)
      } catch (error) {
        // A workflow that is cancelled or put off unwinds through here.
        context.signal.throwIfAborted()
        const refused = refusalIn(error)
        refusal ??= refused?.refusal
        failed.set(place.name, refused ? 'budget' : 'service_unavailable')
      }
    }
  }
  const notes = [...failed].map(
    ([place, why]): Note => ({ code: 'no_evidence_from', values: { place, why } }),
  )
  return { candidates, notes, refusal }
}
