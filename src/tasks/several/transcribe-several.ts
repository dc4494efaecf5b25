import type { Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import { SourceError } from '../../sources/source-error.ts'
import type { AcquiredSource, SourceAttempt } from '../acquisition.ts'
import type { TaskContext, TaskOutcome } from '../task.ts'
import {
  type Segment,
  type TranscribedPart,
  type Transcription,
  type TranscriptionDependencies,
  transcribeSource,
  transcriptionInputs,
} from '../transcription.ts'
import { notReadNote, sourceFailureOf } from './acquire-several.ts'

/** What the transcription of several sources depends on. */
export function severalTranscriptionInputs(
  attempts: readonly SourceAttempt[],
  dependencies: TranscriptionDependencies,
) {
  return attempts.map(({ source }) => (source ? transcriptionInputs(source, dependencies) : null))
}

interface Heard {
  readonly source: number
  readonly transcription: Transcription
}

/**
 * The texts of several sources as one, each apart from the next. One that cannot be heard is told, and the others go on, as they do
 * without one that cannot be paid for: what is text costs nothing.
 *
 * @throws {SourceError} of the first when none has a text
 */
export async function transcribeSeveral(
  attempts: readonly SourceAttempt[],
  context: TaskContext,
  dependencies: TranscriptionDependencies,
): Promise<TaskOutcome<Transcription>> {
  const heard: Heard[] = []
  const failed: TranscribedPart[] = []
  const notes: Note[] = []
  let error: unknown
  let refusal: Refusal | undefined
  for (const [index, { source }] of attempts.entries()) {
    if (!source) continue
    try {
      const { output, notes: own, refusal: short } = await transcribeSource(source, context, dependencies)
      heard.push({ source: index, transcription: output })
      notes.push(...own)
      refusal ??= short
    } catch (caught) {
      error ??= caught
      const refused = refusalIn(caught)
      if (refused) refusal ??= refused.refusal
      else failed.push(failedPart(index, source, caught, notes))
    }
  }
  if (heard.length === 0) throw error
  return { output: { ...joined(heard), parts: inOrder([...partsOf(heard), ...failed]) }, notes, refusal }
}

function failedPart(index: number, { location }: AcquiredSource, error: unknown, notes: Note[]) {
  if (!(error instanceof SourceError)) throw error
  const failure = sourceFailureOf(error)
  notes.push(notReadNote(location, failure))
  return { source: index, failure }
}

const separator = '\n\n'

function joined(heard: readonly Heard[]): Transcription {
  const segments: Segment[] = []
  for (const [index, { transcription }] of heard.entries()) {
    const start = startOf(heard, index)
    for (const segment of transcription.segments)
      segments.push({
        ...segment,
        startOffset: start + segment.startOffset,
        endOffset: start + segment.endOffset,
      })
  }
  return {
    text: heard.map(({ transcription }) => transcription.text).join(separator),
    segments,
    language: heard[0]?.transcription.language ?? 'und',
  }
}

function partsOf(heard: readonly Heard[]): readonly TranscribedPart[] {
  return heard.map(({ source, transcription: { text, language } }, index) => {
    const startOffset = startOf(heard, index)
    return { source, startOffset, endOffset: startOffset + text.length, language }
  })
}

function startOf(heard: readonly Heard[], index: number): number {
  return heard
    .slice(0, index)
    .reduce((length, { transcription }) => length + transcription.text.length + separator.length, 0)
}

function inOrder(parts: readonly TranscribedPart[]): readonly TranscribedPart[] {
  return parts.toSorted((one, other) => one.source - other.source)
}
