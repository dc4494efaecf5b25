/** A feed of any kind, in one form. */
export interface Feed {
  readonly title?: string
  /** Of the site that it is of. */
  readonly url?: string
  readonly author?: string
  /** BCP 47. */
  readonly language?: string
  /** The newest first, where they are dated; else as they stand. */
  readonly items: readonly FeedItem[]
}

export interface FeedItem {
  /** As the feed tells its items apart; often an address. */
  readonly id?: string
  readonly title?: string
  /** Of its page. */
  readonly url?: string
  readonly author?: string
  /** ISO 8601. */
  readonly publishedAt?: string
  /** All that the feed has of it, as HTML or plain text. */
  readonly content: string
  readonly recording?: Recording
  readonly transcripts: readonly FeedFile[]
  /** Of its chapters, in the JSON form of Podcasting 2.0. */
  readonly chaptersUrl?: string
}

export interface FeedFile {
  readonly url: string
  readonly mediaType?: string
}

interface Recording extends FeedFile {
  readonly durationSeconds?: number
}
