import type { Source } from '../source.ts'
import type { SourceErrorReason } from '../source-error.ts'
import type { Answer } from './answer.ts'
import type { Told } from './site.ts'

/** @throws SourceError as the guarded fetch does */
export type Get = (address: string, options?: { readonly accept?: string }) => Promise<Answer>

/** What is being read: as it was given, and as it is shown. */
export interface Asked {
  readonly location: string
  readonly url: URL
}

/** One way to read what a link leads to. */
export interface Attempt {
  /** What is asked, such as `api` or `embed`. */
  readonly by: string
  /** Asks, and computes nothing that takes long. @throws SourceError */
  readonly gather: (get: Get, told: Told) => Promise<readonly Answer[]>
  /** Makes a text of the answers, in a process of its own. Undefined: the first answer is a document as others are. @throws SourceError */
  readonly read?: (answers: readonly Answer[], asked: Asked) => Source
  /** What may be found in the answers that no other way could change; default: of `read`, that there is no such page. */
  readonly final?: readonly SourceErrorReason[]
  /** The document is called as its file would be. */
  readonly isNamedByFile?: boolean
  /** What is known of a document besides what it says itself. */
  readonly known?: Partial<Pick<Source, 'siteName' | 'author' | 'title'>>
}

/** A site whose pages are read by other ways than by the page of the link alone. */
export interface WrittenSite {
  readonly name: string
  /** The ways to read what an address leads to, the best first; undefined for what is not of the site. */
  attempts(url: URL): readonly Attempt[] | undefined
}

/** What is wrong with a file itself, by whichever address it comes. */
export const wrongWithFile: readonly SourceErrorReason[] = [
  'unsupported_type',
  'picture_of_text',
  'damaged',
  'encrypted',
  'empty',
  'empty_scan',
  'unreadable_letters',
]

/** Asks for all of the addresses. */
export function all(...addresses: readonly string[]): Attempt['gather'] {
  return (get) => Promise.all(addresses.map((address) => get(address)))
}

/** Asks for the first; of the others it takes what is answered. */
export function withOptional(first: string, ...others: readonly string[]): Attempt['gather'] {
  return async (get) => {
    const [answer, ...more] = await Promise.allSettled([first, ...others].map((address) => get(address)))
    if (answer?.status !== 'fulfilled') throw answer?.reason
    return [answer.value, ...more.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))]
  }
}

/** Reads the page of the link as any other page. */
export function pageOf(url: URL | string, known?: Attempt['known']): Attempt {
  const address = typeof url === 'string' ? url : url.href
  return { by: 'page', gather: all(address), ...(known && { known }) }
}
