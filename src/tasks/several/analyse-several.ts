import type { Entity, TextAnalysis, Tone } from '../../brief/analysis.ts'
import { distinctNotes, type Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import type { ModelId } from '../../pricing/model-id.ts'
import { type AnalysisDependencies, analyse, analysisInputs } from '../analysis.ts'
import type { DepthExtent } from '../depth-extent.ts'
import type { TaskContext, TaskOutcome, UnmeteredWork } from '../task.ts'
import { type AnalysedPart, type ComparedSources, compareSources } from './compare-sources.ts'
import { comparisonInstructions } from './comparison-prompt.ts'
import { nameOfSource, type SourcePart } from './source-parts.ts'

export interface SeveralAnalysisDependencies extends Omit<AnalysisDependencies, 'ladder'> {
  /** Of the analysis of one source, and of the comparison. */
  readonly ladderFor: (part: SourcePart | undefined) => readonly ModelId[]
  /** BCP 47 tag of the language that the brief is to be in; undefined: the sources'. */
  readonly language: string | undefined
}

/** What the analysis of several sources depends on. */
export function severalAnalysisInputs(
  parts: readonly SourcePart[],
  extent: DepthExtent,
  dependencies: SeveralAnalysisDependencies,
) {
  const sources = parts.map((part) => {
    const ladder = dependencies.ladderFor(part)
    return analysisInputs(part.transcription, orderOf(part, dependencies), extent, {
      ...dependencies,
      ladder,
    })
  })
  return { sources, comparison: comparisonInstructions(dependencies.language) }
}

/** The built-in analyst's points cost nothing: with more of them more is found that another source says as well. */
const leastLocalPoints = 12

interface Analysed extends AnalysedPart {
  readonly analysis: TextAnalysis
}

/**
 * Analyses source after source, and says what they agree and disagree on. Where the money ends, the sources that are done are compared
 * all the same; the refusal is handed back.
 *
 * @throws {BudgetRefusedError} when not even the first can be paid for.
 */
export async function analyseSeveral(
  parts: readonly SourcePart[],
  context: TaskContext,
  dependencies: SeveralAnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  const analysed: Analysed[] = []
  const notes: Note[] = []
  const unmetered: UnmeteredWork[] = []
  let refusal: Refusal | undefined
  for (const part of parts) {
    const read = analysed.length
    try {
      const outcome = await analysePart(part, { read, of: parts.length }, context, dependencies)
      analysed.push({ ...part, name: nameOfSource(part.source), analysis: outcome.output })
      notes.push(...outcome.notes)
      unmetered.push(...(outcome.unmetered ?? []))
      refusal ??= outcome.refusal
    } catch (error) {
      const refused = refusalIn(error)
      if (!refused || read === 0) throw error
      refusal ??= refused.refusal
      notes.push({ code: 'parts_not_reached', values: { read, of: parts.length } })
      break
    }
  }
  context.progress(0.95, { code: 'merging', values: {} })
  const compared =
    analysed.length > 1
      ? await compareSources(analysed, context, {
          ...dependencies,
          ladder: dependencies.ladderFor(undefined),
        })
      : undefined
  const allNotes = distinctNotes([...notes, ...(compared?.notes ?? [])])
  return {
    output: combined(analysed, compared, context.extent, allNotes),
    notes: allNotes,
    unmetered,
    refusal: refusal ?? compared?.refusal,
  }
}

function orderOf({ source: { title } }: SourcePart, { language }: SeveralAnalysisDependencies) {
  return { title, language }
}

async function analysePart(
  part: SourcePart,
  { read, of }: { readonly read: number; readonly of: number },
  context: TaskContext,
  dependencies: SeveralAnalysisDependencies,
): Promise<TaskOutcome<TextAnalysis>> {
  const ladder = dependencies.ladderFor(part)
  const { maxKeyPoints, maxClaims } = context.extent
  const extent =
    ladder.length > 0
      ? context.extent
      : {
          ...context.extent,
          maxKeyPoints: Math.max(maxKeyPoints, leastLocalPoints),
          maxClaims: Math.max(maxClaims, leastLocalPoints),
        }
  const own: TaskContext = {
    ...context,
    extent,
    progress: (fraction) =>
      context.progress((read + fraction) / of, { code: 'reading_part', values: { part: read + 1, of } }),
  }
  return analyse(part.transcription, orderOf(part, dependencies), own, { ...dependencies, ladder })
}

function combined(
  analysed: readonly Analysed[],
  compared: ComparedSources | undefined,
  extent: DepthExtent,
  notes: readonly Note[],
): TextAnalysis {
  const analyses = analysed.map(({ analysis }) => analysis)
  return {
    title: compared?.title ?? analyses.map(({ title }) => title).join(' · '),
    summary: compared?.summary ?? summaryOf(analysed),
    keyPoints: shared(analysed, 'keyPoints', extent.maxKeyPoints),
    claims: shared(analysed, 'claims', extent.maxClaims),
    entities: mergedEntities(analyses),
    topics: [...new Set(analyses.flatMap(({ topics }) => topics.slice(0, 4)))].slice(0, 8),
    tone: toneOf(analyses),
    language: analyses[0]?.language ?? 'und',
    notes,
    ...(compared && { comparison: compared.comparison }),
    parts: analysed.map(({ index, name, analysis }) => ({
      source: index,
      title: name,
      summary: analysis.summary,
      language: analysis.language,
      entities: analysis.entities,
    })),
  }
}

/** What each source says, by its name. */
function summaryOf(analysed: readonly Analysed[]): string {
  const [only, ...others] = analysed
  if (only && others.length === 0) return only.analysis.summary
  return analysed.map(({ name, analysis }) => `${name}: ${analysis.summary}`).join('\n\n')
}

/** As many points of each source, in the order of the sources, each with the number of its source. */
function shared(analysed: readonly Analysed[], kind: 'keyPoints' | 'claims', most: number) {
  const ofEach = Math.max(1, Math.ceil(most / analysed.length))
  return analysed.flatMap(({ index, analysis }) =>
    analysis[kind].slice(0, ofEach).map((point) => ({ ...point, source: index })),
  )
}

function mergedEntities(analyses: readonly TextAnalysis[]): readonly Entity[] {
  const byName = new Map<string, Entity>()
  for (const entity of analyses.flatMap(({ entities }) => entities)) {
    const key = entity.name.toLowerCase()
    const known = byName.get(key)
    byName.set(key, known ? { ...known, mentions: known.mentions + entity.mentions } : entity)
  }
  return [...byName.values()].toSorted((one, other) => other.mentions - one.mentions)
}

function toneOf(analyses: readonly TextAnalysis[]): Tone {
  const [first = 'neutral', ...others] = new Set(analyses.map(({ tone }) => tone))
  return others.length === 0 ? first : 'mixed'
}
