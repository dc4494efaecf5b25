import { recogniseDocument } from '../../sources/ocr/recognise-document.ts'
import { SourceError } from '../../sources/source-error.ts'
import type { AcquiredSource } from '../acquisition.ts'
import type { TaskContext } from '../task.ts'

/** What was recognised on this machine. */
export interface RecognisedPages {
  /** Of pages that follow one another by the number of the first. */
  readonly texts: ReadonlyMap<number, string>
  readonly failure?: SourceError | undefined
  /** How sure it is; undefined where nothing was recognised. */
  readonly percent?: number | undefined
  readonly read: number
  readonly of: number
}

/**
 * The text of pages that no model has read. What cannot be made out is left out.
 *
 * @param numbers of the pages; undefined: all that are read of a scan
 */
export async function recognisePages(
  bytes: Uint8Array,
  { location, media }: AcquiredSource,
  numbers: readonly number[] | undefined,
  { workers, signal }: TaskContext,
  languages: readonly string[],
): Promise<RecognisedPages> {
  const document = { location, bytes, ...(media && { mediaType: media.mediaType }) }
  const texts = new Map<number, string>()
  let failure: SourceError | undefined
  let [read, of, sure, characters] = [0, 0, 0, 0]
  for (const pages of numbers ? runsOf(numbers) : [undefined]) {
    try {
      const { text, recognised } = await recogniseDocument(
        { document, languages, pages },
        { workers, signal },
      )
      texts.set(pages?.[0] ?? 1, text)
      read += recognised?.read ?? 0
      of = recognised?.of ?? of
      sure += (recognised?.percent ?? 0) * text.length
      characters += text.length
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      failure ??= error
    }
  }
  return { texts, failure, read, of, percent: characters > 0 ? Math.round(sure / characters) : undefined }
}

/** Numbers in the stretches in which each is one more than the one before. */
function runsOf(numbers: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && run.at(-1) === number - 1) run.push(number)
    else runs.push([number])
  }
  return runs
}
