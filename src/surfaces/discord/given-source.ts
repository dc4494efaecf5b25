import type { Attachment } from 'discord.js'
import type { Config } from '../../app/config.ts'
import { failureText } from '../../locales/failure-text.ts'
import type { Texts } from '../../locales/texts.ts'
import { attachmentProblem } from '../../sources/attachment-problem.ts'
import { type GivenLocation, parseGiven, together } from '../../sources/given-location.ts'
import { type AttachedFile, type Location, locateAttachment } from '../../sources/location.ts'
import { defaultReadLimits } from '../../sources/read-limits.ts'
import type { SourceProblem } from '../../sources/source-error.ts'
import { plainLine } from './render/safe-text.ts'

/** What a member has given to be read, or the words that say why it cannot be. */
export type GivenSource =
  | { readonly kind: 'source'; readonly location: GivenLocation }
  | { readonly kind: 'refused'; readonly says: string }

export interface GivenOptions {
  readonly config: Pick<Config, 'transcriptionModel'>
  readonly texts: Texts
}

/** Links in texts and files, as they were given. */
export interface GivenPlaces {
  readonly links: readonly string[]
  readonly files: readonly AttachedFile[]
}

/** Links and files together: one to be read, or several to be compared. Nothing is fetched before each may be read here. */
export function givenSource({ links, files }: GivenPlaces, options: GivenOptions): GivenSource {
  if (links.length + files.length === 0) return { kind: 'refused', says: options.texts.t('given.nothing') }
  const locations: Location[] = []
  for (const file of files) {
    const located = locatedFile(file, options)
    if (located.kind === 'location') locations.push(located.location)
    else return refused(located.problem, options, links.length + files.length > 1 ? file.name : undefined)
  }
  const parsed = links.length > 0 ? parseGiven(links) : undefined
  if (parsed?.kind === 'refused') return refused(parsed.problem, options)
  const linked = parsed === undefined ? [] : placesOf(parsed.location)
  const all = together([...linked, ...locations])
  return all.kind === 'location' ? { kind: 'source', location: all.location } : refused(all.problem, options)
}

function placesOf(given: GivenLocation): readonly Location[] {
  return given.kind === 'several' ? given.locations : [given]
}

/** A file as a place; a problem before anything is fetched where its name, type or size say that it cannot be read here. */
function locatedFile(file: AttachedFile, { config }: GivenOptions) {
  const hasTranscription = config.transcriptionModel !== undefined
  const problem = attachmentProblem(file, { limits: defaultReadLimits, hasTranscription })
  return problem ? { kind: 'refused' as const, problem } : locateAttachment(file)
}

export function attachedFileOf({ name, url, contentType, size }: Attachment): AttachedFile {
  return { name, url, sizeBytes: size, ...(contentType !== null && { mediaType: contentType }) }
}

function refused(
  { reason: code, values }: SourceProblem,
  { texts }: GivenOptions,
  name?: string,
): GivenSource {
  const { says, next } = failureText({ code, values }, texts)
  const sentence = `${says} ${next}`
  return { kind: 'refused', says: name === undefined ? sentence : `${plainLine(name, 100)}: ${sentence}` }
}
