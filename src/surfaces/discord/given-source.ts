import type { Attachment } from 'discord.js'
import type { Config } from '../../app/config.ts'
import { failureText } from '../../locales/failure-text.ts'
import type { Texts } from '../../locales/texts.ts'
import { attachmentProblem } from '../../sources/attachment-problem.ts'
import { type GivenLocation, parseGiven } from '../../sources/given-location.ts'
import { type AttachedFile, locateAttachment } from '../../sources/location.ts'
import { defaultReadLimits } from '../../sources/read-limits.ts'
import type { SourceProblem } from '../../sources/source-error.ts'

/** What a member has given to be read, or the words that say why it cannot be. */
export type GivenSource =
  | { readonly kind: 'source'; readonly location: GivenLocation }
  | { readonly kind: 'refused'; readonly says: string }

export interface GivenOptions {
  readonly config: Pick<Config, 'transcriptionModel'>
  readonly texts: Texts
}

/** What the options of a command give: a link, several to be compared, or a file. */
export function givenSource(
  { link, file }: { readonly link: string | null; readonly file: Attachment | null },
  options: GivenOptions,
): GivenSource {
  if (link !== null && file !== null) return { kind: 'refused', says: options.texts.t('given.both') }
  if (file !== null) return givenFile(attachedFileOf(file), options)
  if (link === null) return { kind: 'refused', says: options.texts.t('given.nothing') }
  const parsed = parseGiven([link])
  return parsed.kind === 'location'
    ? { kind: 'source', location: parsed.location }
    : refused(parsed.problem, options)
}

/** A file as a source; refused before anything is fetched where its name, type or size say that it cannot be read here. */
export function givenFile(file: AttachedFile, options: GivenOptions): GivenSource {
  const hasTranscription = options.config.transcriptionModel !== undefined
  const problem = attachmentProblem(file, { limits: defaultReadLimits, hasTranscription })
  if (problem) return refused(problem, options)
  const located = locateAttachment(file)
  return located.kind === 'location'
    ? { kind: 'source', location: located.location }
    : refused(located.problem, options)
}

export function attachedFileOf({ name, url, contentType, size }: Attachment): AttachedFile {
  return { name, url, sizeBytes: size, ...(contentType !== null && { mediaType: contentType }) }
}

function refused({ reason: code, values }: SourceProblem, { texts }: GivenOptions): GivenSource {
  const { says, next } = failureText({ code, values }, texts)
  return { kind: 'refused', says: `${says} ${next}` }
}
