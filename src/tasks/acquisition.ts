import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Note } from '../brief/note.ts'
import type { SourceReader } from '../sources/acquire-source.ts'
import type { Location } from '../sources/location.ts'
import { type Source, sourceTypes, withholders } from '../sources/source.ts'
import { type SourceErrorReason, sourceErrorReasons } from '../sources/source-error.ts'
import type { OutputForm, TaskContext, TaskOutcome } from './task.ts'

/** A source as it is kept: media lies in a file of its own. */
export interface AcquiredSource extends Omit<Source, 'media'> {
  readonly media?: AcquiredMedia
  /** Of several that were given together each, in their order; the `text` of all is then empty. */
  readonly sources?: readonly SourceAttempt[]
}

/** What came of reading one of several sources. */
export type SourceAttempt =
  | { readonly source: AcquiredSource; readonly failure?: never }
  | { readonly location: string; readonly failure: SourceFailure; readonly source?: never }

/** Why a source could not be read: a code of failures and its values. */
export interface SourceFailure {
  readonly code: SourceErrorReason
  readonly values: Readonly<Record<string, string | number>>
}

interface AcquiredMedia {
  readonly file: string
  readonly mediaType: string
  /** Of its bytes, in hex: what a transcript is known by when the file is gone. */
  readonly sha256: string
}

const timedText = z.object({ startSeconds: z.number(), endSeconds: z.number(), text: z.string() })

const oneSource = z.object({
  location: z.string(),
  url: z.string().exactOptional(),
  type: z.enum(sourceTypes),
  title: z.string().exactOptional(),
  author: z.string().exactOptional(),
  publishedAt: z.string().exactOptional(),
  siteName: z.string().exactOptional(),
  durationSeconds: z.number().exactOptional(),
  pages: z.number().exactOptional(),
  language: z.string().exactOptional(),
  text: z.string(),
  segments: z.array(timedText).exactOptional(),
  recognised: z.object({ percent: z.number(), read: z.number(), of: z.number() }).exactOptional(),
  voices: z.object({ read: z.number(), of: z.number() }).exactOptional(),
  withheld: z
    .object({ by: z.enum(withholders), shown: z.enum(['description', 'beginning']) })
    .exactOptional(),
  ordersPrograms: z.boolean().exactOptional(),
  media: z.object({ file: z.string(), mediaType: z.string(), sha256: z.string() }).exactOptional(),
})

/** A failure of one of several sources as it was stored. */
export const sourceFailureSchema: z.ZodType<SourceFailure> = z.object({
  code: z.enum(sourceErrorReasons),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

const sourceAttempt: z.ZodType<SourceAttempt> = z.union([
  z.object({ source: oneSource }),
  z.object({ location: z.string(), failure: sourceFailureSchema }),
])

export const acquisitionForm = {
  version: 1,
  schema: oneSource.extend({ sources: z.array(sourceAttempt).exactOptional() }),
} satisfies OutputForm<AcquiredSource>

export interface AcquisitionDependencies {
  readonly reader: SourceReader
  /** Keeps bytes under a name and tells where. */
  readonly keepMedia: (name: string, bytes: Uint8Array) => Promise<string>
  /** Whether a file of kept media is still there. */
  readonly hasMedia: (file: string) => Promise<boolean>
  /** Deletes what is kept under a name, if anything. */
  readonly discardMedia: (name: string) => Promise<void>
  readonly standardInput?: () => Promise<Uint8Array>
}

export type AcquiringDependencies = Pick<AcquisitionDependencies, 'reader' | 'keepMedia'> & {
  readonly standardInput?: AcquisitionDependencies['standardInput'] | undefined
}

/** Fetches and reads the source. */
export async function acquire(
  location: Location,
  context: TaskContext,
  dependencies: AcquiringDependencies,
): Promise<TaskOutcome<AcquiredSource>> {
  context.progress(0, { code: 'fetching', values: {} })
  return acquireAs(context.workflow, location, context, dependencies)
}

/** @param name under which its recording is kept, if it is one */
export async function acquireAs(
  name: string,
  location: Location,
  { tenant, audience, signal, trouble }: Pick<TaskContext, 'tenant' | 'audience' | 'signal' | 'trouble'>,
  { reader, keepMedia, standardInput }: AcquiringDependencies,
): Promise<TaskOutcome<AcquiredSource>> {
  const { media, ...source } = await reader.read(location, {
    signal,
    onFall: trouble,
    asker: { tenant, ...audience },
    ...(standardInput && { standardInput }),
  })
  if (!media) return { output: source, notes: notesOn(source) }
  const { bytes, mediaType } = media
  const file = await keepMedia(name, bytes)
  return { output: { ...source, media: { file, mediaType, sha256: await sha256Of(bytes) } }, notes: [] }
}

function notesOn({ withheld, recognised, voices, ordersPrograms }: Omit<Source, 'media'>): readonly Note[] {
  return [
    ...(withheld ? [{ code: 'text_withheld', values: withheld } as const] : []),
    ...(recognised ? [{ code: 'text_recognised', values: recognised } as const] : []),
    ...(voices ? [{ code: 'voices_left_out', values: voices } as const] : []),
    ...(ordersPrograms ? [{ code: 'orders_programs', values: {} } as const] : []),
  ]
}

/** So many bytes are hashed in a few milliseconds. */
const hashedAtOnce = 4 * 1024 * 1024

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let start = 0; start < bytes.byteLength; start += hashedAtOnce) {
    hash.update(bytes.subarray(start, start + hashedAtOnce))
    await nextTurn()
  }
  return hash.digest('hex')
}
