import { expect, it } from 'vitest'
import type { TextAnalysis } from '../../src/brief/analysis.ts'
import { readQuestion } from '../../src/knowledge/question.ts'
import { createProviderEmbeddings, type Embeddings } from '../../src/llm/embeddings.ts'
import { passagesInMemory } from '../../src/tasks/answering/find-passages.ts'
import { remember } from '../../src/tasks/knowledge.ts'
import { rememberSeveral } from '../../src/tasks/several/remember-several.ts'
import { openBoundary } from '../llm/open-boundary.ts'
import { everybody, openKnowledge } from '../support/knowledge.ts'
import { noonMs } from '../support/ledger/requests.ts'
import { asTask, contextOf } from '../support/tasks/task-context.ts'

const text = 'Greta Olsen runs the port of Hollowmere.\n\nThe ice came in January.'

const analysis: TextAnalysis = {
  title: 'Ice in the port',
  summary: 'The port froze.',
  keyPoints: [],
  entities: [{ name: 'Greta Olsen', kind: 'person', mentions: 1 }],
  topics: [],
  tone: 'neutral',
  claims: [],
  language: 'en',
  notes: [],
}

const onThisMachine: Embeddings = {
  model: 'local:letters',
  unmetered: { provider: 'local', model: 'letters' },
  knows: () => true,
  embed: async (texts) => texts.map((each) => Float32Array.of(each.length, 1)),
}

async function openProviderEmbeddings() {
  const { providers, meter, timeoutMs, openai, ledger } = await openBoundary()
  const model = { provider: 'openai', model: 'text-embedding-3-small' }
  return { embeddings: createProviderEmbeddings({ providers, meter, timeoutMs, model }), openai, ledger }
}

function inputOf(url: string, overrides: Partial<TextAnalysis> = {}, own = `${text} ${url}`) {
  return { url, address: url, text: own, analysis: { ...analysis, ...overrides }, audience: everybody }
}

it('remembers the source with vectors that are metered', async () => {
  const { store } = await openKnowledge()
  const { embeddings, openai, ledger } = await openProviderEmbeddings()

  const { output, notes, unmetered } = await asTask('knowledge', '1', () =>
    remember(inputOf('https://example.org/ice'), contextOf('deep'), {
      knowledge: store,
      embeddings,
      now: () => noonMs,
    }),
  )

  expect(output).toEqual({ documentId: 'doc_wf_task', passages: 1, related: [] })
  expect(notes).toEqual([])
  expect(unmetered).toEqual([])
  expect(await store.get('doc_wf_task', 'guild_1')).toMatchObject({
    title: 'Ice in the port',
    rememberedAtMs: noonMs,
  })
  expect(openai.served).toMatchObject([{ endpoint: 'embeddings' }])
  expect(await ledger.entriesOf('wf_task')).toMatchObject([{ operation: 'embed', task: 'knowledge' }])
})

it('finds what was read before about the same, for the same tenant only', async () => {
  const { store } = await openKnowledge()
  const dependencies = { knowledge: store, embeddings: onThisMachine, now: () => noonMs }
  await remember(inputOf('https://example.org/1'), contextOf('deep', { workflow: 'wf_1' }), dependencies)

  const again = await remember(
    inputOf('https://example.org/2', {}, 'Ships wait outside, says Greta Olsen, until the thaw.'),
    contextOf('deep', { workflow: 'wf_2' }),
    dependencies,
  )
  const elsewhere = await remember(
    inputOf('https://example.org/3'),
    contextOf('deep', { workflow: 'wf_3', tenant: 'guild_2' }),
    dependencies,
  )

  expect(again.output.related).toMatchObject([
    { workflow: 'wf_1', url: 'https://example.org/1', reason: { kind: 'mentions', names: ['Greta Olsen'] } },
  ])
  expect(elsewhere.output.related).toEqual([])
})

it('is not found beside itself, be it one of several sources', async () => {
  const { store } = await openKnowledge()
  const dependencies = { knowledge: store, embeddings: onThisMachine, now: () => noonMs }
  const inputs = [inputOf('https://example.org/1'), inputOf('https://example.org/2')]
  const several = inputs.map((input, index) => ({ ...input, index }))
  await rememberSeveral(several, contextOf('deep', { workflow: 'wf_1' }), dependencies)
  await remember(inputOf('https://example.org/3'), contextOf('deep', { workflow: 'wf_2' }), dependencies)
  const foundBeside = async (apartFrom: string) => {
    const readers = { tenant: 'guild_1', audience: everybody, apartFrom }
    const found = await passagesInMemory(readQuestion('Who runs Hollowmere?'), undefined, readers, store)
    return new Set(found.map(({ url }) => url))
  }

  expect(await foundBeside('wf_1')).toEqual(new Set(['https://example.org/3']))
  expect(await foundBeside('wf_2')).toEqual(new Set(['https://example.org/1', 'https://example.org/2']))
})

it('is found by its words when the budget does not admit its vectors', async () => {
  const { store } = await openKnowledge()
  const { embeddings, openai } = await openProviderEmbeddings()

  const { notes, refusal } = await asTask('knowledge', '0', () =>
    remember(inputOf('https://example.org/ice'), contextOf('deep'), {
      knowledge: store,
      embeddings,
      now: () => noonMs,
    }),
  )

  expect(refusal).toMatchObject({ kind: 'task' })
  expect(notes).toEqual([{ code: 'no_vectors', values: {} }])
  expect(openai.requests).toEqual([])
  expect(
    await store.search('Hollowmere', { tenant: 'guild_1', audience: everybody, limit: 3 }),
  ).toMatchObject([{ documentId: 'doc_wf_task' }])
})

it('does not pay for the same vectors twice', async () => {
  const { store } = await openKnowledge()
  const { embeddings, openai } = await openProviderEmbeddings()
  const context = contextOf('deep')
  const once = () =>
    asTask('knowledge', '1', () =>
      remember(inputOf('https://example.org/ice'), context, {
        knowledge: store,
        embeddings,
        now: () => noonMs,
      }),
    )

  const first = await once()
  const second = await once()

  expect(second).toEqual(first)
  expect(openai.requests).toHaveLength(1)
  expect(await store.count('guild_1')).toMatchObject({ documents: 1 })
})

it('tells the books of vectors that this machine has made', async () => {
  const { store } = await openKnowledge()
  const input = inputOf('https://example.org/ice')

  const { unmetered } = await remember(input, contextOf('deep'), {
    knowledge: store,
    embeddings: onThisMachine,
    now: () => noonMs,
  })

  expect(unmetered).toEqual([
    {
      model: { provider: 'local', model: 'letters' },
      operation: 'vector',
      inputCharacters: input.text.length,
      outputCharacters: 0,
    },
  ])
})
