import type { Workers } from '../../workers/workers.ts'
import type { RawDocument } from '../extract/extractor.ts'
import type { FetchRequest } from '../fetch/guarded-fetch.ts'
import type { MessageLink, PostedMessage } from '../posted-messages.ts'
import type { ReadLimits } from '../read-limits.ts'
import type { Source, SourceType } from '../source.ts'
import type { SourceError, SourceProblem } from '../source-error.ts'
import type { YtDlp } from '../yt-dlp/yt-dlp.ts'
import type { Answer } from './answer.ts'
import type { AnswerReader, ReadBy } from './answer-readers.ts'

/** What a step has found out, such as a title and a length, and with a text or a recording what ends the chain. */
export interface Finding extends Partial<Omit<Source, 'location' | 'type'>> {
  /** Default: `article`. */
  readonly type?: SourceType
  /** Of a recording, what its page says of it. */
  readonly description?: string
}

/**
 * What an answer says, as far as it decides what is asked next; read by a process of its own, as strangers make it as large as they like.
 * @throws {SourceError} `unreadable` for what has another form, `too_complex`
 */
export type Told = <Reader extends AnswerReader>(answer: Answer, reader: Reader) => Promise<ReadBy<Reader>>

interface MessagesForAsker {
  /** See `PostedMessages.read`. */
  read(link: MessageLink & { readonly message: string }): Promise<PostedMessage>
  /** See `PostedMessages.signAgain`. */
  signAgain(attachment: { readonly address: string; readonly channel: string }): Promise<string>
}

/** What the steps of a site work with. Everything they ask for goes through the guarded client. */
export interface SiteContext {
  /** The address as it was given; errors name it. */
  readonly location: string
  readonly signal: AbortSignal | undefined
  readonly limits: ReadLimits
  readonly workers: Workers
  /** What people have posted, for who asks; undefined where there is nobody to ask for it, as on the command line. */
  readonly messages: MessagesForAsker | undefined
  /** Whether there is somebody to turn speech into text: without, no recording need be fetched. */
  readonly hasTranscription: boolean
  /** Undefined where there is no such program. */
  readonly ytDlp: YtDlp | undefined
  /** Told of each step that led nowhere, where a later one did. */
  readonly onFall: ((fall: SourceError) => void) | undefined
  /** What the steps before have found out. */
  readonly known: Finding
  /**
   * What an address answers with, as it came: for jobs.
   *
   * @param mostBytes default: as many as a document may have
   * @throws {SourceError}
   */
  answer(address: string, request?: FetchRequest, mostBytes?: number): Promise<Answer>
  /** See {@link Told}. */
  readonly told: Told
  /** An address fetched and read as any other, page, file or recording. @throws {SourceError} */
  read(address: string): Promise<Source>
  /** The same, of what is to have its text at once: pictures are not handed on to be read by others. @throws {SourceError} */
  readText(address: string): Promise<Source>
  /** An address fetched, not yet read. @throws {SourceError} */
  fetchDocument(address: string): Promise<RawDocument>
  /** Bytes at hand, read as a file of their type would be. @throws {SourceError} */
  readBytes(document: Omit<RawDocument, 'location'>): Promise<Source>
}

/** One way to a site's content. */
export interface SiteStep<Item> {
  /** For the log: `captions`, `oembed`. */
  readonly name: string
  /**
   * A finding without text or recording goes on to the next step, and fills in what that does not know.
   * @throws {SourceError} when there is nothing this way: the next step is tried
   * @throws {SiteRefusal} when no further step could help
   */
  read(item: Item, context: SiteContext): Promise<Finding>
}

/** How the content of one site is come by. */
export interface Site<Item> {
  /** As the site calls itself. */
  readonly name: string
  /** What an address means to the site; undefined for one that is not its own, or that is read as any other page. */
  match(url: URL): Item | undefined
  /** Tried in this order, until one finds a text or a recording. */
  readonly steps: readonly SiteStep<Item>[]
  /** What is said where no step has told of more than that there is nothing. Default: `empty`. */
  readonly otherwise?: SourceProblem
}

/** A site with an address that is its own. */
export interface SiteMatch {
  /** Undefined where the content itself tells. */
  readonly name?: string
  readonly steps: readonly { readonly name: string; read(context: SiteContext): Promise<Finding> }[]
  readonly otherwise?: SourceProblem
}

export interface SiteReader {
  match(url: URL): SiteMatch | undefined
}

/**
 * A site as the registry in `sites.ts` has it.
 *
 * @example
 * ```ts
 * const example = site({
 *   name: 'Example',
 *   match: ({ hostname, pathname }) =>
 *     hostname === 'example.com' ? /^\/post\/(\d+)$/.exec(pathname)?.[1] : undefined,
 *   steps: [{ name: 'page', read: (id, context) => context.read(`https://example.com/text/${id}`) }],
 * })
 * ```
 */
export function site<Item extends {}>({ name, match, steps, ...ending }: Site<Item>): SiteReader {
  return {
    match(url) {
      const item = match(url)
      if (item === undefined) return undefined
      return {
        ...ending,
        name,
        steps: steps.map((step) => ({ name: step.name, read: (context) => step.read(item, context) })),
      }
    },
  }
}
