import type { SourceReader } from '../sources/acquire-source.ts'
import type { Source } from '../sources/source.ts'
import type { TaskContext, TaskOutcome } from './task.ts'

/** A source as it is kept: media lies in a file of its own. */
export interface AcquiredSource extends Omit<Source, 'media'> {
  readonly media?: { readonly file: string; readonly mediaType: string } | undefined
}

export interface AcquisitionDependencies {
  readonly reader: SourceReader
  /** Keeps bytes under a name and tells where. */
  readonly keepMedia: (name: string, bytes: Uint8Array) => Promise<string>
  /** Deletes what is kept under a name, if anything. */
  readonly discardMedia: (name: string) => Promise<void>
  readonly standardInput?: () => Promise<Uint8Array>
}

/** Fetches and reads the source. */
export async function acquire(
  { location, allowLocal }: { readonly location: string; readonly allowLocal: boolean },
  { workflow, signal, progress }: TaskContext,
  { reader, keepMedia, standardInput }: Omit<AcquisitionDependencies, 'discardMedia'>,
): Promise<TaskOutcome<AcquiredSource>> {
  progress(0, { code: 'fetching', values: {} })
  const { media, ...source } = await reader.read(location, {
    allowLocal,
    signal,
    ...(standardInput && { standardInput }),
  })
  if (!media) return { output: source, notes: [] }
  const file = await keepMedia(workflow, media.bytes)
  return { output: { ...source, media: { file, mediaType: media.mediaType } }, notes: [] }
}
