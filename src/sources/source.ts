/** What acquisition hands on: the text of a source and what is known about it. `sources` knows nothing of money. */
export interface Source {
  /** The address or path as given. */
  readonly location: string
  /** Where it was found after redirects, or the page's canonical link; undefined for standard input. */
  readonly url?: string
  readonly type: SourceType
  readonly title?: string
  readonly author?: string
  /** ISO 8601 date or date-time as published. */
  readonly publishedAt?: string
  readonly siteName?: string
  /** How long sound or film plays, where the source tells. */
  readonly durationSeconds?: number
  /** Of a PDF, or slides of a presentation. */
  readonly pages?: number
  /** BCP 47 tag as declared by the source; undefined when it declares none. */
  readonly language?: string
  /** Plain text, paragraphs separated by blank lines. Empty for media that is yet to be turned into text. */
  readonly text: string
  /** Timed parts of `text`, in order, when the source has times (captions). */
  readonly segments?: readonly TimedText[]
  /** The text was recognised in pictures: how sure that is in percent, and of how many pages. */
  readonly recognised?: RecognisedPages
  /** The page keeps its text back: `text` is what it shows instead. */
  readonly withheld?: Withheld
  /** Of a discussion whose site has more than is read: how many of what is said, and of how many. */
  readonly voices?: { readonly read: number; readonly of: number }
  /** Something in it, be it hidden, gives orders to the programs that read it. */
  readonly ordersPrograms?: boolean
  /** What is yet to be turned into text: sound or film, and pictures and scans where they are kept. */
  readonly media?: Media
}

interface RecognisedPages {
  readonly percent: number
  readonly read: number
  readonly of: number
}

export const withholders = ['consent', 'subscription', 'sign_in', 'scripts', 'site', 'sound'] as const

interface Withheld {
  /**
   * What stands before the text: a question about cookies, an offer, a form to sign in, a program that would fetch it, a site that tells
   * programs no more, sound that nobody turns into text.
   */
  readonly by: (typeof withholders)[number]
  /** What the text is instead: the page's description of itself, or the free beginning. */
  readonly shown: 'description' | 'beginning'
}

export const sourceTypes = [
  'article',
  'post',
  'discussion',
  'text',
  'markdown',
  'pdf',
  'captions',
  'document',
  'presentation',
  'spreadsheet',
  'book',
  'audio',
  'video',
  /** Several sources that are compared. */
  'several',
  'picture',
] as const
export type SourceType = (typeof sourceTypes)[number]

export interface TimedText {
  readonly startSeconds: number
  readonly endSeconds: number
  readonly text: string
}

export interface Media {
  readonly bytes: Uint8Array
  /** MIME type, such as `audio/mpeg` or `application/pdf`. */
  readonly mediaType: string
}
