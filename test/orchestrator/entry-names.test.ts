import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/ledger/entry.ts'
import { openTemporaryAutointel, startProvider } from '../support/orchestrator/temporary-autointel.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'

const everything = { fromMs: 0, toMs: Date.UTC(2100, 0) }

function about({ task, sourceKind, conversation, attempt, servedModel }: Entry) {
  return { task, sourceKind, conversation, attempt, servedModel }
}

describe('what is booked with a call', () => {
  it('is its kind of source, how often it was asked, and who answered', async () => {
    const provider = await startProvider()
    const bodyFields = { model: 'gpt-4o-mini-2024-07-18' }
    provider.respondWith([
      { kind: 'error', status: 500 },
      { kind: 'answer', text: 'no JSON', bodyFields },
      { kind: 'answer', bodyFields },
    ])
    const autointel = await openTemporaryAutointel({ provider })

    const run = await autointel.start()
    await run.result

    const entries = (await autointel.ledger.entriesOf(run.id)).filter(({ task }) => task === 'analysis')
    const shared = { task: 'analysis', sourceKind: 'text', conversation: run.id }
    const served = { ...shared, servedModel: bodyFields.model }
    expect(entries.map(about)).toEqual([
      { ...shared, attempt: undefined, servedModel: undefined },
      { ...served, attempt: 2 },
      { ...served, attempt: 3 },
    ])
    for (const { usage } of entries.slice(1)) {
      const { system = 0, source = 0, instruction = 0 } = usage.promptRoles ?? {}
      expect(Math.min(system, source, instruction)).toBeGreaterThan(0)
      expect(system + source + instruction).toBe(usage.inputTokens?.total)
    }
  })

  it('is the first run of a source, for those that build on it and for questions about any of them', async () => {
    const provider = await startOpenAiServer()
    const autointel = await openTemporaryAutointel({ provider })
    const location = await autointel.source(
      'note.txt',
      'The bridge of Hollowmere opens in May. It cost two million crowns.',
    )
    const first = await autointel.start({ location })
    await first.result
    const deeper = await autointel.start({ location, depth: 'standard', basedOn: first.id })
    await deeper.result
    const readers = { tenant: 'guild_1', user: '7', audience: { visibility: 'server' } } as const
    const trouble = () => undefined

    const about = await autointel.workflows.find(deeper.id)
    const asked = await autointel.questions.ask(
      { ...readers, question: 'When does the bridge open?', about },
      { trouble },
    )
    const other = await autointel.questions.ask({ ...readers, question: 'What did it cost?' }, { trouble })
    await provider.close()

    const conversations = new Map<string | undefined, string | undefined>()
    const { entries } = await autointel.ledger.entriesIn(everything, { limit: 1_000 })
    for (const { workflow, conversation } of entries) conversations.set(workflow, conversation)
    expect(conversations.get(deeper.id)).toBe(first.id)
    expect(conversations.get(asked.id)).toBe(first.id)
    expect(conversations.get(other.id)).toBe(other.id)
  })
})
