import type { KnowledgeDocument } from '../../../knowledge/document.ts'
import type { RememberResult } from '../../../knowledge/knowledge-store.ts'
import { readText } from '../../../knowledge/source-identity.ts'
import type { SqliteDatabase } from '../database.ts'
import type { WriteTransaction } from '../write-queue.ts'
import type { SqliteKnowledgeParts } from './sqlite-knowledge-parts.ts'

/** Writing these with their words takes some 20 ms, for which the ledger's writes wait. */
const passagesPerWrite = 50

/**
 * Keeps a document. A long one is written piece by piece under another id and in no circle, so that nobody finds it, and gets its own in the
 * last write, which also takes away what it replaces; what a crash leaves of it goes when it is remembered anew.
 *
 * @param isForgotten whether a workflow is not to be remembered (any more)
 */
export async function rememberDocument(
  database: SqliteDatabase,
  parts: SqliteKnowledgeParts,
  document: KnowledgeDocument,
  isForgotten: (workflow: string) => boolean,
): Promise<RememberResult> {
  const identity = { address: document.address, ...(document.read ?? readText(document.text)) }
  const { documents } = parts
  const write = <T>(work: (transaction: WriteTransaction) => T) =>
    // Whoever read it was not told yet that it is not to be remembered.
    database.write((transaction) => (isForgotten(document.workflow) ? undefined : work(transaction)))
  const nothing = { replaced: [] }
  if (document.passages.length <= passagesPerWrite) {
    const replaced = await write((transaction) => {
      const gone = documents.makeRoom(transaction, document, identity)
      const number = documents.insert(transaction, document, identity)
      insertPassages(transaction, parts, document, number, 0)
      insertRest(transaction, parts, document, number)
      return gone
    })
    return replaced ? { replaced } : nothing
  }
  const pendingId = `pending:${document.id}`
  try {
    const number = await write((transaction) => {
      documents.delete(transaction, pendingId)
      return documents.insertPending(transaction, pendingId, document, identity)
    })
    if (number === undefined) return nothing
    for (let from = 0; from < document.passages.length; from += passagesPerWrite)
      await write((transaction) => insertPassages(transaction, parts, document, number, from))
    const replaced = await write((transaction) => {
      const gone = documents.makeRoom(transaction, document, identity)
      documents.publish(transaction, number, document)
      insertRest(transaction, parts, document, number)
      return gone
    })
    return replaced ? { replaced } : nothing
  } catch (error) {
    await database.write((transaction) => documents.delete(transaction, pendingId))
    throw error
  }
}

function insertPassages(
  transaction: WriteTransaction,
  { documents, words }: SqliteKnowledgeParts,
  { passages, tenant, title, summary }: KnowledgeDocument,
  number: number,
  from: number,
): void {
  for (const [index, passage] of passages.slice(from, from + passagesPerWrite).entries()) {
    const ordinal = from + index
    const sequence = documents.insertPassage(transaction, { document: number, ordinal }, passage)
    const head = ordinal === 0 ? summary : ''
    words.insert(transaction, { sequence, tenant, title, summary: head, body: passage.text })
  }
}

function insertRest(
  transaction: WriteTransaction,
  { vectors, entities }: SqliteKnowledgeParts,
  { tenant, entities: mentioned, embeddings }: KnowledgeDocument,
  number: number,
): void {
  entities.insert(transaction, number, tenant, mentioned)
  if (embeddings) vectors.insert(transaction, number, tenant, embeddings)
}
