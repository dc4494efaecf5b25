import { readFileSync } from 'node:fs'
import { createLocalEmbedder } from '../../src/analyst/local-embedder.ts'
import type { KnowledgeDocument } from '../../src/knowledge/document.ts'
import type { KnowledgeStore } from '../../src/knowledge/knowledge-store.ts'
import { localEmbeddings } from '../../src/llm/embeddings.ts'
import { answerQuestion } from '../../src/tasks/answering.ts'
import { cutPassages } from '../../src/text/cutting.ts'
import { inPlace } from '../support/workers/in-place.ts'
import { noticesIn } from './notices.ts'

const kinds = ['near', 'paraphrase', 'none'] as const
type Language = 'en' | 'ru'

export interface AskedAbout {
  /** `dev`: what thresholds were chosen by; `test`: what is measured. */
  readonly set: string
  readonly language: Language
  /** `near`: in the words of the note; `none`: of which no note speaks. */
  readonly kind: (typeof kinds)[number]
  readonly question: string
  /** Of the note that answers it. */
  readonly title: string
}

export interface Recalled extends AskedAbout {
  /** Titles of the quotes, best first. */
  readonly titles: readonly string[]
  readonly isRight: boolean
}

const tenant = 'guild_1'
const own = { tenant, audience: { visibility: 'member', user: '7', channel: '5' } } as const
const leak = 'nobody of this server may see this'

const linesOf = (file: string) =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)

export function questionsOf(set: string): readonly AskedAbout[] {
  return linesOf('questions.txt')
    .map((line) => line.split('|'))
    .filter(([its]) => its === set)
    .map(([its = '', language, kind, question = '', title = '']) => ({
      set: its,
      language: language as Language,
      kind: kind as AskedAbout['kind'],
      question,
      title,
    }))
}

const embeddings = localEmbeddings(createLocalEmbedder())

/**
 * Remembers the notes for all of a server, and copies of those that are asked for with other words in them for another server and for another
 * member alone.
 */
export async function rememberNotes(knowledge: KnowledgeStore, { withNotices = true } = {}): Promise<number> {
  let count = 0
  for (const language of ['en', 'ru'] as const) {
    const notes = linesOf(`notes.${language}.txt`).map((line) => line.split('|'))
    const all = [...notes, ...(withNotices ? noticesIn(language) : [])]
    const texts = all.map(([title, text]) => `${title}\n\n${text}`)
    const vectors = embeddings.knows(language) ? await embeddings.embed(texts) : []
    for (const [index, [title = '']] of all.entries()) {
      const text = texts[index] ?? ''
      const vector = vectors[index]
      await knowledge.remember(noteOf(`${language}${index}`, { title, text, language, vector }))
      count += 1
    }
    for (const [index, [title = '', text = '']] of notes.entries()) {
      const hidden = { title, text: `${title}\n\n${text} (${leak})`, language, vector: vectors[index] }
      await knowledge.remember({ ...noteOf(`other-${language}${index}`, hidden), tenant: 'guild_2' })
      const audience = { visibility: 'member', user: '9' } as const
      await knowledge.remember({ ...noteOf(`private-${language}${index}`, hidden), audience })
    }
  }
  return count
}

function noteOf(
  id: string,
  {
    title,
    text,
    language,
    vector,
  }: { title: string; text: string; language: Language; vector: Float32Array | undefined },
): KnowledgeDocument {
  const passages = cutPassages(text)
  return {
    id,
    tenant,
    audience: { visibility: 'server' },
    workflow: `wf_${id}`,
    url: `https://example.org/${id}`,
    address: `https://example.org/${id}`,
    title,
    summary: title,
    language,
    text,
    rememberedAtMs: 1_795_000_000_000,
    entities: [],
    passages,
    ...(vector && passages.length === 1 && { embeddings: { model: embeddings.model, vectors: [vector] } }),
  }
}

/** @throws when an answer shows what its reader may not see. */
export async function recall(knowledge: KnowledgeStore, asked: AskedAbout): Promise<Recalled> {
  const context = { signal: new AbortController().signal, trouble: () => undefined }
  const models = {
    ask: () => Promise.reject(new Error('No model is asked.')),
    metered: () => undefined as never,
  }
  const dependencies = { knowledge, embeddings, models, ladder: [], workers: inPlace }
  const { answer } = await answerQuestion({ ...own, question: asked.question }, context, dependencies)
  if (answer.quotes.some(({ text }) => text.includes(leak)))
    throw new Error(`Shown to others: ${asked.question}`)
  const titles = answer.quotes.map(({ title }) => title)
  const isRight = asked.kind === 'none' ? titles.length === 0 : titles.slice(0, 3).includes(asked.title)
  return { ...asked, titles, isRight }
}

/** The share of right answers, by language and kind. */
export function sharesOf(recalled: readonly Recalled[]) {
  return (['en', 'ru'] as const).flatMap((language) =>
    kinds.map((kind) => {
      const own = recalled.filter((one) => one.language === language && one.kind === kind)
      const right = own.filter(({ isRight }) => isRight).length
      return {
        language,
        kind,
        questions: own.length,
        right,
        share: own.length === 0 ? 1 : right / own.length,
      }
    }),
  )
}
