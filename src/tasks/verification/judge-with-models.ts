import { z } from 'zod'
import type { Claim } from '../../brief/analysis.ts'
import type { Stance } from '../../brief/verdict.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { fenced, fenceRule } from '../fenced-text.ts'
import type { TaskContext } from '../task.ts'
import type { Candidate } from './gather-evidence.ts'

const judgement = z.object({
  judgements: z.array(
    z.object({
      claim: z.number().describe('The number of the claim.'),
      passage: z.number().describe('The number of the passage.'),
      stance: z.enum(['for', 'against', 'unrelated']),
    }),
  ),
})

type Judgements = z.output<typeof judgement>

export const judgingInstructions = [
  'You hold claims against passages of evidence. For each passage of a claim say whether the passage is for the claim (states it or',
  'implies it), against it (states what cannot be true together with it), or unrelated. Judge by the passages alone, not by what you know.',
  fenceRule,
].join(' ')

const maxOutputTokens = 4_000
/** Until the ledger knows better. */
const usualOutputTokens = 2_000
const leastOutputTokens = 300

/**
 * A model's stance for each candidate of each claim, in their order. A candidate that it does not mention is unrelated.
 *
 * @param first what another model made of the same, where this is a second opinion
 */
export async function judgeWithModels(
  claims: readonly Claim[],
  candidates: readonly (readonly Candidate[])[],
  context: TaskContext,
  { models, ladder }: { readonly models: LanguageModels; readonly ladder: readonly ModelId[] },
  first?: readonly (readonly Stance[])[],
): Promise<readonly (readonly Stance[])[]> {
  const prompt = claims.map((claim, index) => claimPrompt(claim, index, candidates[index] ?? [])).join('\n\n')
  const { answer } = await models.ask({
    ladder,
    schema: judgement,
    instructions: judgingInstructions,
    prompt,
    maxOutputTokens,
    leastOutputTokens,
    usualOutputTokens,
    signal: context.signal,
    journal: context.answers,
    changesNothing:
      first &&
      ((second: Judgements) => JSON.stringify(stancesIn(second, candidates)) === JSON.stringify(first)),
  })
  return stancesIn(answer, candidates)
}

function stancesIn(
  { judgements }: Judgements,
  candidates: readonly (readonly Candidate[])[],
): readonly (readonly Stance[])[] {
  const said = new Map(judgements.map(({ claim, passage, stance }) => [`${claim} ${passage}`, stance]))
  return candidates.map((passages, claim) =>
    passages.map((_, passage): Stance => said.get(`${claim + 1} ${passage + 1}`) ?? 'unrelated'),
  )
}

function claimPrompt(claim: Claim, index: number, candidates: readonly Candidate[]): string {
  const passages = candidates.map(
    ({ title, text }, number) => `Passage ${number + 1}:\n${fenced('passage', `${title}\n${text}`)}`,
  )
  return [`Claim ${index + 1}:\n${fenced('claim', claim.text)}`, ...passages].join('\n')
}
