import type { Claim, TextAnalysis } from '../../brief/analysis.ts'
import type { Audience } from '../../brief/audience.ts'
import type { RelatedDocument } from '../../brief/brief.ts'
import { distinctNotes } from '../../brief/note.ts'
import { sourceAddress } from '../../sources/source-address.ts'
import {
  type KnowledgeDependencies,
  type KnowledgeInput,
  knowledgeInputs,
  type RememberedKnowledge,
  remember,
} from '../knowledge.ts'
import type { TaskContext, TaskOutcome } from '../task.ts'
import type { SourcePart } from './source-parts.ts'

const mostRelated = 5

/** What is remembered of several sources: each as a document of its own. */
export function rememberedParts(
  parts: readonly SourcePart[],
  analysis: TextAnalysis,
  audience: Audience,
): readonly KnowledgeInput[] {
  return parts.flatMap(({ index, source: { url }, transcription: { text } }) => {
    const own = analysis.parts?.find(({ source }) => source === index)
    if (!own) return []
    const { title, summary, language, entities } = own
    const claims: readonly Claim[] = analysis.claims.filter(({ source }) => source === index)
    const { comparison: _comparison, parts: _parts, ...shared } = analysis
    return [
      {
        index,
        url,
        address: url && sourceAddress(url),
        text,
        analysis: { ...shared, title, summary, language, entities, claims },
        audience,
      },
    ]
  })
}

export function severalKnowledgeInputs(
  inputs: readonly KnowledgeInput[],
  workflow: string,
  dependencies: Pick<KnowledgeDependencies, 'embeddings'>,
) {
  return inputs.map((input) => knowledgeInputs(input, workflow, dependencies))
}

/** Remembers each, and finds what earlier runs have read about any of them. */
export async function rememberSeveral(
  inputs: readonly KnowledgeInput[],
  context: TaskContext,
  dependencies: KnowledgeDependencies,
): Promise<TaskOutcome<RememberedKnowledge>> {
  const outcomes: TaskOutcome<RememberedKnowledge>[] = []
  for (const input of inputs) outcomes.push(await remember(input, context, dependencies))
  const outputs = outcomes.map(({ output }) => output)
  const related = outputs
    .flatMap((output) => output.related)
    .filter(({ workflow }) => workflow !== context.workflow)
  return {
    output: {
      documentId: outputs[0]?.documentId ?? '',
      passages: outputs.reduce((sum, { passages }) => sum + passages, 0),
      related: bestOf(related),
    },
    notes: distinctNotes(outcomes.flatMap(({ notes }) => notes)),
    unmetered: outcomes.flatMap(({ unmetered = [] }) => unmetered),
    refusal: outcomes.find(({ refusal }) => refusal)?.refusal,
  }
}

function bestOf(related: readonly RelatedDocument[]): readonly RelatedDocument[] {
  const best = new Map<string, RelatedDocument>()
  for (const document of related.toSorted((one, other) => one.score - other.score))
    best.set(document.documentId, document)
  return [...best.values()].toSorted((one, other) => other.score - one.score).slice(0, mostRelated)
}
