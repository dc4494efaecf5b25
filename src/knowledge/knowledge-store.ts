import type { Entity } from '../brief/analysis.ts'
import type { Audience } from '../brief/audience.ts'
import type { RelatedDocument } from '../brief/brief.ts'
import type { KnowledgeDocument, QueryEmbedding, RememberedDocument } from './document.ts'
import type { SourceIdentity } from './source-identity.ts'

/**
 * What the bot has read, to be found again. No method shows a tenant anything of another tenant, and what is searched for or related
 * is shown only where all who see it may see the document that it is from.
 * Methods reject with `LedgerError` when the store cannot be read or written.
 *
 * @example
 * ```ts
 * const [found] = await knowledge.search('lighthouse', {
 *   tenant: 'guild_1',
 *   audience: { visibility: 'channel', channel: '5' },
 *   limit: 3,
 * })
 * found?.title // 'A light returns', which everybody on the server may see
 * ```
 */
export interface KnowledgeStore {
  /**
   * Keeps a document, whole or not at all. It takes the place of a document with the same id, and of one of the tenant's
   * with the same address and text for the same eyes. Of a workflow that is forgotten nothing is kept.
   *
   * @throws {RangeError} when passages or vectors do not fit the text or one another, or the id is another tenant's.
   */
  remember(document: KnowledgeDocument): Promise<RememberResult>
  /** Passages that have words or meaning in common with the query, best first. Any text is a valid query. */
  search(query: string, options: SearchOptions): Promise<readonly FoundPassage[]>
  /**
   * Documents that are about the same things, closest first; none when the tenant has no document of that id. Copies of that document
   * are left out, and of the copies of another all but one.
   */
  related(subject: string | RelatedSubject, options: RelatedOptions): Promise<readonly RelatedDocument[]>
  get(documentId: string, tenant: string): Promise<RememberedDocument | undefined>
  /** False when there is no such document. Whether the caller may is the caller's to check. */
  forget(documentId: string): Promise<boolean>
  /** How many documents were forgotten. Not in one step: when it is cut short, the rest is there and can be forgotten again. */
  forgetTenant(tenant: string): Promise<number>
  /** Of one tenant, or of all. */
  count(tenant?: string): Promise<KnowledgeCount>
}

export interface RememberResult {
  /** Ids of the documents whose place it took: its own when it was remembered anew. */
  readonly replaced: readonly string[]
}

/** Who will see what is found, and of which tenant they are. */
export interface Readers {
  readonly tenant: string
  readonly audience: Audience
}

export interface RelatedOptions extends Readers {
  /** At most 50. */
  readonly limit: number
  /** Ids of documents to leave out. */
  readonly exclude?: readonly string[] | undefined
}

export interface SearchOptions extends RelatedOptions {
  /** BCP 47 tag of the query, by which its words are known in their other forms. Default: by their letters. */
  readonly language?: string | undefined
  /** Without it, passages are found by their words alone. */
  readonly embedding?: QueryEmbedding | undefined
  /** For evidence about this source: its copies are left out, and of the copies of another source all but the best found. */
  readonly apartFrom?: SourceIdentity | undefined
}

export interface FoundPassage {
  readonly documentId: string
  readonly workflow: string
  readonly title: string
  readonly url: string | undefined
  readonly rememberedAtMs: number
  readonly text: string
  readonly startOffset: number
  readonly endOffset: number
  /** Above zero; comparable within one answer only. */
  readonly score: number
  /** Cosine of the angle to the query's vector, when the passage was found by meaning. */
  readonly similarity: number | undefined
  /** Of the passage the sentence whose meaning is closest to the query, where sentences were compared. */
  readonly closestSentence?: string | undefined
}

/** What is known of a document that is not in the store (yet). */
export interface RelatedSubject {
  readonly text?: string | undefined
  readonly entities?: readonly Entity[] | undefined
  readonly embedding?: QueryEmbedding | undefined
}

export interface KnowledgeCount {
  readonly documents: number
  readonly passages: number
}
