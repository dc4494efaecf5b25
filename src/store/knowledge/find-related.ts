import { circlesOpenTo } from '../../brief/audience.ts'
import type { RelatedDocument, RelatedReason } from '../../brief/brief.ts'
import type { QueryEmbedding } from '../../knowledge/document.ts'
import { fuseRanks } from '../../knowledge/fuse-ranks.ts'
import type { Readers, RelatedOptions, RelatedSubject } from '../../knowledge/knowledge-store.ts'
import type { SourceIdentity } from '../../knowledge/source-identity.ts'
import { candidateLimit, checkLimit, type KnowledgeParts } from './knowledge-parts.ts'

/** Below this cosine, texts about quite different things are found alike by the usual embedding models. */
const minSimilarity = 0.4

/**
 * Documents are related by what they mention and what they mean. Words that they share raise a related document's rank, but
 * relate by themselves only when neither entities nor a vector of the subject are known: any two texts share some.
 *
 * @param own the subject's source: its copies are left out, and of the copies of another all but one.
 */
export async function findRelated(
  parts: KnowledgeParts,
  subject: RelatedSubject,
  { limit, exclude = [], ...readers }: RelatedOptions,
  own?: SourceIdentity,
): Promise<readonly RelatedDocument[]> {
  checkLimit(limit)
  const { entities = [], embedding, text = '' } = subject
  const excluded = await parts.documents.sequencesOf(exclude, readers.tenant)
  const close = embedding
    ? await similarDocuments(parts, embedding, readers, excluded)
    : new Map<number, number>()
  const sharing = (await parts.entities.sharing(entities, readers, excluded)).slice(0, candidateLimit)
  const worded = await parts.words.search({ text }, readers, candidateLimit, exclude)
  const wording = new Set(worded.map(({ document }) => document))
  const reasons = new Map<number, RelatedReason>()
  for (const [document, similarity] of close) reasons.set(document, { kind: 'meaning', similarity })
  for (const { document, names } of sharing) reasons.set(document, { kind: 'mentions', names })
  if (entities.length === 0 && !embedding)
    for (const document of wording) reasons.set(document, { kind: 'words' })
  const ranked = [...fuseRanks([sharing.map(({ document }) => document), [...close.keys()], [...wording]])]
  const inOrder = ranked.map(([document]) => document)
  const independent = own && (await parts.identities.independentOf(own, inOrder))
  const rows = await parts.documents.allOf(inOrder)
  return ranked
    .filter(([document]) => independent?.has(document) ?? true)
    .flatMap(([document, score]) => {
      const reason = reasons.get(document)
      const row = reason && rows.get(document)
      if (!row) return []
      const { id: documentId, workflow, title, url, summary, rememberedAtMs } = row
      return [{ documentId, workflow, title, url, summary, rememberedAtMs, score, reason }]
    })
    .slice(0, limit)
}

/** What is known of a remembered document; undefined when it is not the tenant's, or not for the readers' eyes. */
export async function knownSubject(
  { documents, entities, vectors }: KnowledgeParts,
  documentId: string,
  { tenant, audience }: Readers,
): Promise<{ readonly document: number; readonly subject: RelatedSubject } | undefined> {
  const sequence = await documents.sequenceOf(documentId, tenant)
  const row = sequence === undefined ? undefined : (await documents.allOf([sequence])).get(sequence)
  if (!row || !circlesOpenTo(audience).includes(row.circle)) return undefined
  return {
    document: row.sequence,
    subject: {
      text: `${row.title}\n${row.summary}`,
      entities: await entities.of(row.sequence),
      embedding: await vectors.meanOf(row.sequence),
    },
  }
}

/** The similarity of each document's closest passage, closest first. */
async function similarDocuments(
  { vectors }: KnowledgeParts,
  embedding: QueryEmbedding,
  readers: Readers,
  excluded: ReadonlySet<number>,
): Promise<ReadonlyMap<number, number>> {
  const neighbours = await vectors.nearest(embedding, readers, candidateLimit, excluded)
  const close = new Map<number, number>()
  for (const { document, similarity } of neighbours)
    if (similarity >= minSimilarity && !close.has(document)) close.set(document, similarity)
  return close
}
