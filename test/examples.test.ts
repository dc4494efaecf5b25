import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Requester } from '../src/access/requester.ts'
import { setterRoleFor } from '../src/access/subjects.ts'
import { saidAt } from '../src/brief/said-at.ts'
import { currentRequestTracker, runTask, trackRequestBudget } from '../src/budget/request-scope.ts'
import { decideHold } from '../src/ledger/rules/admission.ts'
import { serverSubject } from '../src/ledger/subject.ts'
import { usageByRole } from '../src/llm/prompt-roles.ts'
import { parseUsd } from '../src/money/nano-usd.ts'
import type { Channel } from '../src/outbox/channel.ts'
import { calculateCost } from '../src/pricing/calculate-cost.ts'
import { createCatalogue } from '../src/pricing/catalogue.ts'
import { createSourceReader } from '../src/sources/acquire-source.ts'
import { parseLocation } from '../src/sources/location.ts'
import { type SiteContext, site } from '../src/sources/sites/site.ts'
import type { TaskContext, TaskOutcome } from '../src/tasks/task.ts'
import { openBoundary } from './llm/open-boundary.ts'
import { serveBody } from './sources/loopback-server.ts'
import { documentOf, everybody, openKnowledge } from './support/knowledge.ts'
import { MemoryBooks } from './support/ledger/memory-books.ts'
import { holdOf, noonMs as nowMs, usd } from './support/ledger/requests.ts'
import { openLedgerAt, temporaryPath } from './support/ledger/temporary-books.ts'
import { openTemporaryAutointel, someText } from './support/orchestrator/temporary-autointel.ts'
import { located } from './support/sources/located.ts'
import { contextOf } from './support/tasks/task-context.ts'
import { HandDrivenTimers } from './support/time/hand-driven-timers.ts'
import { inPlace } from './support/workers/in-place.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What stands between `// example` and `// end` here, each without its indentation. */
function writtenHere(): readonly string[] {
  const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n')
  const starts = lines.flatMap((line, index) => (line.trim() === '// example' ? [index + 1] : []))
  return starts.map((start) => {
    const end = lines.findIndex((line, index) => index >= start && line.trim() === '// end')
    const indent = /^ */.exec(lines[start] ?? '')?.[0].length ?? 0
    return lines
      .slice(start, end)
      .map((line) => line.slice(indent))
      .join('\n')
  })
}

/** The examples in the docstrings of `src`. */
function writtenInDocstrings(): readonly string[] {
  return globSync('src/**/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/@example\n \* ```ts\n([\s\S]*?)\n \* ```/g)])
    .map(([, example = '']) => example.replaceAll(/^ \* ?/gm, ''))
}

it('every example of a docstring stands here, where its types are checked', () => {
  expect(writtenInDocstrings().toSorted()).toEqual(writtenHere().toSorted())
  expect(writtenHere().length).toBeGreaterThanOrEqual(10)
})

describe('the example', () => {
  it('of a location finds the link, and knows it without what tracks its reader', () => {
    // example
    const parsed = parseLocation('Seen this? <https://www.example.org/a/?utm_source=chat>')
    if (parsed.kind === 'location') {
      parsed.location.address // 'https://www.example.org/a/?utm_source=chat'
      parsed.location.identity // 'https://example.org/a'
    }
    // end
    expect(parsed).toMatchObject({
      location: {
        address: 'https://www.example.org/a/?utm_source=chat',
        identity: 'https://example.org/a',
      },
    })
  })

  it('of the ledger holds and books a call', async () => {
    const ledger = await openLedgerAt(temporaryPath())
    // example
    const held = await ledger.hold({
      id: 'call_1',
      amountNanoUsd: parseUsd('0.02'),
      attribution: { tenant: 'guild_1', user: '7', workflow: 'wf_1', task: 'analysis' },
      call: { provider: 'openai', model: 'gpt-5-mini', operation: 'generate', priceVersion: '1f0c' },
      scopes: [],
      heldAtMs: nowMs,
      expiresAtMs: nowMs + 60_000,
    })
    if (held.kind === 'held') {
      const bill = { amountNanoUsd: parseUsd('0.012'), provenance: 'reported', usage: {} } as const
      await ledger.settle({ holdId: 'call_1', ...bill, atMs: nowMs + 1_000 })
    }
    const [hour] = await ledger.budgetStatus(serverSubject('1'), nowMs)
    hour?.spentNanoUsd // 12_000_000n: 0.012 dollars
    // end
    expect(hour?.spentNanoUsd).toBe(12_000_000n)
  })

  it('of the rules decides without a store', () => {
    const books = new MemoryBooks().limit('guild_1', 'day', '1.00')
    const request = holdOf('0.30')
    // example
    const { outcome, changes } = decideHold(books, undefined, request)
    outcome.kind // 'held', or 'refused' with the tightest limit
    changes.balances // what a store adds to the accounts, in the transaction that writes changes.hold
    // end
    expect(outcome.kind).toBe('held')
    expect(changes.balances).toHaveLength(1)
  })

  it('of a request scope limits the task and the run', async () => {
    // example
    const limits = { totalNanoUsd: parseUsd('1.50'), perTaskNanoUsd: { analysis: parseUsd('0.75') } }
    const limited = await trackRequestBudget(limits, () =>
      runTask('analysis', async () => currentRequestTracker().accounts),
    )
    limited.map(({ kind }) => kind) // ['task', 'scope']: of 0.75 and of 1.50
    // end
    expect(limited.map(({ kind }) => kind)).toEqual(['task', 'scope'])
    expect(limited.map(({ limitNanoUsd }) => limitNanoUsd)).toEqual([usd('0.75'), usd('1.50')])
  })

  it('of a price says what a call costs', async () => {
    const prices = await createCatalogue({ unpriced: 'refuse', now: () => new Date(nowMs) })
    // example
    const answer = prices.priceOf({ provider: 'openai', model: 'gpt-4o-mini' })
    if (answer.kind === 'priced') {
      const usage = { inputTokens: { total: 1_000 }, outputTokens: { total: 500 } }
      calculateCost(answer.price, usage) // at 0.15 and 0.60 a million: { kind: 'computed', amount: 450_000n }
    }
    // end
    const usage = { inputTokens: { total: 1_000 }, outputTokens: { total: 500 } }
    const price = answer.kind === 'priced' ? answer.price : undefined
    expect(price && calculateCost(price, usage)).toEqual({ kind: 'computed', amount: 450_000n })
  })

  it('of access tells a manager’s own server from others', () => {
    // example
    const manager: Requester = { user: '7', role: 'manager', tenant: serverSubject('1') }
    const roles = [serverSubject('1'), serverSubject('2')].map((server) => setterRoleFor(manager, server))
    roles // ['manager', undefined]
    // end
    expect(roles).toEqual(['manager', undefined])
  })

  it('of the knowledge store finds a passage for those who may see it', async () => {
    const { store: knowledge } = await openKnowledge()
    await knowledge.remember(documentOf({ audience: everybody }))
    // example
    const [found] = await knowledge.search('lighthouse', {
      tenant: 'guild_1',
      audience: { visibility: 'channel', channel: '5' },
      limit: 3,
    })
    found?.title // 'A light returns', which everybody on the server may see
    // end
    expect(found?.title).toBe('A light returns')
  })

  it('of a channel says what came of sending', async () => {
    const posted: string[] = []
    const post = async (text: string) => posted.push(text) > 0
    // example
    const board: Channel = {
      name: 'board 3',
      async send() {
        const isThere = await post('80 % of the day are spent')
        return isThere ? { kind: 'sent' } : { kind: 'unreachable', error: undefined }
      },
    }
    // end
    expect(await board.send(new Map())).toEqual({ kind: 'sent' })
  })

  it('of the meter holds before a call and books after it', async () => {
    const { ledger, meter } = await openBoundary()
    const model = { provider: 'openai', model: 'gpt-4o-mini' }
    const ask = async (maxOutputTokens: number | undefined) => ({ text: `${maxOutputTokens} tokens` })
    await trackRequestBudget({}, async () => {
      // example
      const size = { inputTokens: 1_200, maxOutputTokens: 800 }
      const call = await meter.open({ model, operation: 'generate', ...size, timeoutMs: 60_000 })
      const { text } = await ask(call.maxOutputTokens).catch(async (error) => {
        await call.giveUp()
        throw error
      })
      await call.settle({ usage: { outputTokens: { total: 640 } }, outputText: text })
      // end
    })
    expect(await ledger.holdsPending()).toEqual([])
  })

  it('of the orchestrator runs a workflow to its end', async () => {
    const { orchestrator, source } = await openTemporaryAutointel({
      variables: { MODELS: 'local:extractive' },
    })
    const location = located(await source('harbour.txt', someText))
    // example
    const seen: string[] = []
    const stop = orchestrator.subscribe(({ type }) => seen.push(type)) // 'task.started', 'task.completed' and so on
    const run = await orchestrator.start({ location, depth: 'quick', tenant: 'cli', visibility: 'member' })
    const { status, brief } = await run.result
    stop()
    // end
    expect(status).toBe('completed')
    expect(brief?.keyPoints.length).toBeGreaterThan(0)
    expect(seen).toEqual(expect.arrayContaining(['task.started', 'task.completed']))
  })

  it('of a source reader turns a location into text', async () => {
    await using server = await serveBody('<title>Ice</title><p>The harbour froze.', {
      'content-type': 'text/html',
    })
    const options = { workers: inPlace, timers: new HandDrivenTimers(), allowHosts: [server.host] }
    const reader = createSourceReader(options)
    onTestFinished(() => reader.close())
    const location = located(server.origin)
    // example
    const { title, text, type } = await reader.read(location)
    // end
    expect([title, text, type]).toEqual(['Ice', 'The harbour froze.', 'article'])
  })

  it('of a task hands on its output, and what could not be done', async () => {
    // example
    async function countWords(text: string, { progress }: TaskContext): Promise<TaskOutcome<number>> {
      progress(0, { code: 'reading', values: {} })
      const words = text.split(/\s+/).filter(Boolean).length
      return { output: words, notes: words === 0 ? [{ code: 'no_words', values: {} }] : [] }
    }
    // end
    expect(await countWords('The harbour froze.', contextOf('quick'))).toEqual({ output: 3, notes: [] })
    expect(await countWords(' ', contextOf('quick'))).toMatchObject({ notes: [{ code: 'no_words' }] })
  })

  it('of a site finds out what its ways lead to', async () => {
    const asked: string[] = []
    const context = {
      location: 'https://example.com/post/7',
      known: {},
      read: async (address: string) => {
        asked.push(address)
        return { title: 'Ice', text: 'The harbour froze.' }
      },
    }
    // example
    const example = site({
      name: 'Example',
      match: ({ hostname, pathname }) =>
        hostname === 'example.com' ? /^\/post\/(\d+)$/.exec(pathname)?.[1] : undefined,
      steps: [{ name: 'page', read: (id, context) => context.read(`https://example.com/text/${id}`) }],
    })
    // end
    expect(example.match(new URL('https://example.com/about'))).toBeUndefined()
    const match = example.match(new URL(context.location))
    expect(await match?.steps[0]?.read(context as unknown as SiteContext)).toMatchObject({ title: 'Ice' })
    expect(asked).toEqual(['https://example.com/text/7'])
  })

  it('of a quote tells when it is said', () => {
    // example
    const segments = [
      { startOffset: 0, startSeconds: 0 },
      { startOffset: 5, startSeconds: 2.5 },
    ]
    saidAt('cold', { text: 'Good.\nIt is cold.', segments }) // 2.5
    // end
    expect(saidAt('cold', { text: 'Good.\nIt is cold.', segments })).toBe(2.5)
  })

  it('of the parts of a prompt shares its tokens out', () => {
    // example
    const lengths = { system: 100, source: 800, instruction: 100 }
    usageByRole({ inputTokens: { total: 250 } }, lengths).promptRoles // { system: 25, source: 200, instruction: 25 }
    // end
    expect(usageByRole({ inputTokens: { total: 250 } }, lengths).promptRoles).toEqual({
      system: 25,
      source: 200,
      instruction: 25,
    })
  })
})
