import type { MissingReason, Note } from '../../brief/note.ts'
import { refusalIn } from '../../budget/budget-refused-error.ts'
import type { Refusal } from '../../ledger/limit-state.ts'
import type { LanguageModels } from '../../llm/language-models.ts'
import { formatModelId, type ModelId } from '../../pricing/model-id.ts'
import { SourceError } from '../../sources/source-error.ts'
import { cleanText } from '../../sources/text/clean-text.ts'
import type { PageViews } from '../../sources/views/page-view.ts'
import { viewPages } from '../../sources/views/view-pages.ts'
import { WorkFailedError } from '../../workers/work-failed-error.ts'
import type { AcquiredSource } from '../acquisition.ts'
import type { TaskContext } from '../task.ts'
import { copyingInstructions } from './copying-prompt.ts'
import { type RecognisedPages, recognisePages } from './recognise-pages.ts'
import { seePages } from './see-pages.ts'

/** Who reads pictures and scans. */
export interface PictureDependencies {
  readonly models: LanguageModels
  /** Models that take pictures, dearest first; empty: they are recognised on this machine. */
  readonly ladder: readonly ModelId[]
  /** Those that text is recognised in where no model reads it, as Tesseract names them; empty: it is not. */
  readonly ocrLanguages: readonly string[]
}

/** What stands in pictures. */
export interface PictureText {
  readonly text: string
  readonly notes: readonly Note[]
  /** The limit that kept the rest from being read. */
  readonly refusal?: Refusal | undefined
}

/** What the text of pictures depends on. */
export function pictureInputs({ ladder, ocrLanguages }: PictureDependencies) {
  return { models: ladder.map(formatModelId), instructions: copyingInstructions, ocrLanguages }
}

/**
 * The text of a picture or a scan: page by page by a model, and what that does not read by the recogniser of this machine.
 *
 * @throws {SourceError} `unclear_picture` where there is no text
 * @throws {BudgetRefusedError} and whatever else keeps the model from reading, where nobody stands in
 */
export async function readPictures(
  bytes: Uint8Array,
  source: AcquiredSource,
  context: TaskContext,
  dependencies: PictureDependencies | undefined,
): Promise<PictureText> {
  if (!dependencies) throw notSetUp(source)
  const seen = await lookAt(bytes, source, context, dependencies)
  const { ocrLanguages } = dependencies
  if (seen.missing?.length === 0) return asText(seen, undefined, source)
  if (ocrLanguages.length > 0) {
    const recognised = await recognisePages(bytes, source, seen.missing, context, ocrLanguages)
    if (seen.texts.size === 0 && recognised.texts.size === 0 && recognised.failure) throw recognised.failure
    return asText(seen, recognised, source)
  }
  if (seen.texts.size === 0) throw seen.failure?.error ?? notSetUp(source)
  return asText(seen, undefined, source)
}

interface Seen {
  readonly texts: ReadonlyMap<number, string>
  /** How many pages there are, where that is known. */
  readonly of: number
  /** Numbers of pages that the model was to read and has not; undefined: all. */
  readonly missing: readonly number[] | undefined
  readonly failure: { readonly error: unknown; readonly why: MissingReason } | undefined
}

const unseen = { texts: new Map(), of: 0, missing: undefined } as const

async function lookAt(
  bytes: Uint8Array,
  source: AcquiredSource,
  context: TaskContext,
  dependencies: PictureDependencies,
): Promise<Seen> {
  if (dependencies.ladder.length === 0) return { ...unseen, failure: undefined }
  let views: PageViews
  try {
    views = await viewPages(bytes, context.workers, context.signal)
  } catch (error) {
    context.signal.throwIfAborted()
    context.trouble(error)
    return { ...unseen, failure: { error: undrawable(error, source), why: 'unexpected' } }
  }
  const { texts, failure } = await seePages(views, context, dependencies)
  const missing = views.pages.map(({ number }) => number).filter((number) => !texts.has(number))
  return { texts, of: views.of, missing, failure }
}

function asText(seen: Seen, recognised: RecognisedPages | undefined, source: AcquiredSource): PictureText {
  const texts = [...seen.texts, ...(recognised?.texts ?? [])].toSorted(([one], [other]) => one - other)
  const text = cleanText(texts.map(([, page]) => page).join('\n\n'))
  if (!/[\p{L}\p{N}]{2}/u.test(text))
    throw new SourceError({ reason: 'unclear_picture', values: {} }, source.location)
  const refused = recognised ? undefined : refusalIn(seen.failure?.error)
  return { text, notes: [...notesOn(seen, recognised)], refusal: refused?.refusal }
}

function* notesOn({ texts, of, failure }: Seen, recognised: RecognisedPages | undefined): Generator<Note> {
  if (texts.size > 0) yield { code: 'text_seen', values: { read: texts.size, of } }
  if (failure) {
    const code = recognised?.texts.size ? 'recognised_instead' : 'pictures_not_read'
    yield { code, values: { why: failure.why } }
  }
  if (recognised?.percent !== undefined) {
    const { percent, read } = recognised
    yield { code: 'text_recognised', values: { percent, read, of: recognised.of } }
  }
}

function undrawable(error: unknown, { location, type }: AcquiredSource): unknown {
  if (error instanceof WorkFailedError) return error
  const format = type === 'pdf' ? 'PDF' : 'picture'
  return new SourceError({ reason: 'unreadable', values: { format } }, location, { cause: error })
}

function notSetUp({ location, type }: AcquiredSource): SourceError {
  const reason = type === 'pdf' ? 'empty_scan' : 'picture_of_text'
  return new SourceError({ reason, values: {} }, location)
}
