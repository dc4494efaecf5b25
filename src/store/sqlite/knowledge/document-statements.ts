import { and, eq, or, sql } from 'drizzle-orm'
import type { ReadingDrizzle } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import { documents, passages } from './schema.ts'

/** The statements on documents and their passages; each is prepared once. */
type WritingDrizzle = WriteTransaction['drizzle']

/** Documents that a new one takes the place of: of its id, or of the same content for the same readers. */
export function prepareSameAs(drizzle: ReadingDrizzle) {
  return drizzle
    .select({ id: documents.id, tenant: documents.tenant })
    .from(documents)
    .where(
      or(
        eq(documents.id, sql.placeholder('id')),
        and(
          eq(documents.tenant, sql.placeholder('tenant')),
          eq(documents.circle, sql.placeholder('circle')),
          eq(documents.address, sql.placeholder('address')),
          eq(documents.contentHash, sql.placeholder('contentHash')),
        ),
      ),
    )
    .prepare()
}

export function prepareSequenceOf(drizzle: ReadingDrizzle) {
  return drizzle
    .select({ sequence: documents.sequence })
    .from(documents)
    .where(and(eq(documents.id, sql.placeholder('id')), eq(documents.tenant, sql.placeholder('tenant'))))
    .prepare()
}

export function prepareBySequence(drizzle: ReadingDrizzle) {
  return drizzle
    .select()
    .from(documents)
    .where(eq(documents.sequence, sql.placeholder('sequence')))
    .prepare()
}

export function preparePassageAt(drizzle: ReadingDrizzle) {
  return drizzle
    .select({
      documentId: documents.id,
      workflow: documents.workflow,
      title: documents.title,
      url: documents.url,
      rememberedAtMs: documents.rememberedAtMs,
      text: passages.text,
      startOffset: passages.startOffset,
      endOffset: passages.endOffset,
    })
    .from(passages)
    .innerJoin(documents, eq(documents.sequence, passages.document))
    .where(
      and(
        eq(passages.document, sql.placeholder('document')),
        eq(passages.ordinal, sql.placeholder('ordinal')),
      ),
    )
    .prepare()
}

export function prepareInsertDocument(drizzle: WritingDrizzle) {
  return drizzle
    .insert(documents)
    .values({
      id: sql.placeholder('id'),
      tenant: sql.placeholder('tenant'),
      circle: sql.placeholder('circle'),
      workflow: sql.placeholder('workflow'),
      url: sql.placeholder('url'),
      address: sql.placeholder('address'),
      contentHash: sql.placeholder('contentHash'),
      sketch: sql.placeholder('sketch'),
      title: sql.placeholder('title'),
      summary: sql.placeholder('summary'),
      language: sql.placeholder('language'),
      rememberedAtMs: sql.placeholder('rememberedAtMs'),
      claims: sql.placeholder('claims'),
    })
    .prepare()
}

export function prepareInsertPassage(drizzle: WritingDrizzle) {
  return drizzle
    .insert(passages)
    .values({
      document: sql.placeholder('document'),
      ordinal: sql.placeholder('ordinal'),
      text: sql.placeholder('text'),
      startOffset: sql.placeholder('startOffset'),
      endOffset: sql.placeholder('endOffset'),
    })
    .prepare()
}

export function prepareDelete(drizzle: WritingDrizzle) {
  return drizzle
    .delete(documents)
    .where(eq(documents.id, sql.placeholder('id')))
    .prepare()
}
