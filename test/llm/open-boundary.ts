import { EventEmitter, once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateText, streamText } from 'ai'
import { onTestFinished } from 'vitest'
import { isLoopbackModel } from '../../src/app/loopback-model.ts'
import { type RequestLimits, trackRequestBudget } from '../../src/budget/request-scope.ts'
import type { Entry } from '../../src/ledger/entry.ts'
import type { LedgerStore } from '../../src/ledger/ledger-store.ts'
import { createLanguageModels } from '../../src/llm/language-models.ts'
import { createMeter } from '../../src/llm/ledger-meter.ts'
import type { MeterObserver } from '../../src/llm/meter.ts'
import { createModelProviders } from '../../src/llm/model-providers.ts'
import { addressOf, type ProvidersSettings } from '../../src/llm/provider-names.ts'
import { WireTap } from '../../src/llm/wire-tap.ts'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import type { ModelId } from '../../src/pricing/model-id.ts'
import type { Price } from '../../src/pricing/price.ts'
import type { UnpricedPolicy } from '../../src/pricing/price-answer.ts'
import type { SqliteLedgerOptions } from '../../src/store/sqlite/ledger/sqlite-ledger.ts'
import type { Timers } from '../../src/time/timers.ts'
import { ledgerWith } from '../support/ledger/ledger-with.ts'
import { usd } from '../support/ledger/requests.ts'
import { openLedgerAt, temporaryFolder } from '../support/ledger/temporary-books.ts'
import { startAnthropicServer } from '../support/providers/anthropic-server.ts'
import { startOpenAiServer } from '../support/providers/openai-server.ts'
import type { ProviderOptions } from '../support/providers/provider-server.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

export const small: ModelId = { provider: 'openai', model: 'gpt-5-mini' }
export const large: ModelId = { provider: 'openai', model: 'gpt-5' }
export const claude: ModelId = { provider: 'anthropic', model: 'claude-sonnet-4-5' }
/** Priced by {@link prices}, its reasoning dearer than its text. */
export const reasoner: ModelId = { provider: 'compatible', model: 'deep-thought' }

export const languageModels = [small, claude, reasoner] as const

/** What the operator's price file says in these tests. */
const prices = {
  'compatible:deep-thought': {
    input_per_million: '1.1',
    output_per_million: '3.3',
    reasoning_per_million: '7.7',
    cache_read_per_million: '0.11',
    cache_write_per_million: '1.9',
  },
}

export const prompt = 'Summarise this text: the river rose by two metres in a night. Nobody was hurt.'
export const bounds = { maxOutputTokens: 400, leastOutputTokens: 40 } as const

/** The tenant and workflow that every call of a boundary is made for. */
export const attribution = { tenant: 'guild_1', user: '7', workflow: 'wf_boundary' } as const

export interface BoundaryOptions {
  readonly server?: ProviderOptions
  readonly unpriced?: UnpricedPolicy
  /** The models of the operator's price file; `null`: there is no such file. */
  readonly prices?: Readonly<Record<string, object>> | null
  readonly timeoutMs?: number
  /** The address that prices are looked up for, by provider; the calls go to the local servers all the same. */
  readonly sellers?: Readonly<Record<string, string>>
  readonly maxRetries?: number
  readonly ledger?: Partial<SqliteLedgerOptions>
  readonly observer?: MeterObserver
  /** Default: ones whose time never comes. */
  readonly timers?: Timers
  /** Stands between the meter and the ledger. */
  readonly through?: (ledger: LedgerStore) => LedgerStore
}

export type Boundary = Awaited<ReturnType<typeof openBoundary>>

/** The whole boundary as it runs: a ledger on a file, the real SDK, and local providers that keep logs. Closed after the test. */
export async function openBoundary(options: BoundaryOptions = {}) {
  const folder = temporaryFolder()
  const ledger = await openLedgerAt(join(folder, 'ledger.sqlite'), options.ledger)
  const server = { charactersPerToken: 6, ...options.server }
  const openai = await startOpenAiServer(server)
  onTestFinished(() => openai.close())
  const anthropic = await startAnthropicServer(server)
  onTestFinished(() => anthropic.close())
  const settings: ProvidersSettings = {
    openai: { apiKey: 'test-key', baseUrl: openai.url },
    anthropic: { apiKey: 'test-key', baseUrl: anthropic.url },
    compatible: { baseUrl: openai.url },
  }
  const catalogue = await createCatalogue({
    unpriced: options.unpriced ?? 'fallback',
    now: () => new Date(),
    addressOf: (provider) => options.sellers?.[provider] ?? addressOf(provider, settings),
    isLoopback: (model) => !options.sellers?.[model.provider] && isLoopbackModel(model, settings),
    ...(options.prices !== null && { overridesFile: await priceFile(folder, options.prices ?? prices) }),
  })
  let holds = 0
  const wire = new WireTap()
  const ends = new EventEmitter()
  let ended = 0
  const { timers = new HandDrivenTimers() } = options
  const meterOn = (wire: WireTap) =>
    createMeter({
      ledger: endingHolds(options.through?.(ledger) ?? ledger, () => {
        ended += 1
        ends.emit('end')
      }),
      prices: catalogue,
      wire,
      now: Date.now,
      timers,
      newId: () => `hold_${++holds}`,
      ...(options.observer && { observer: options.observer }),
    })
  const meter = meterOn(wire)
  const providers = createModelProviders(settings, { fetch: wire.fetch, timers })
  const timeoutMs = options.timeoutMs ?? 30_000
  const { maxRetries } = options
  const models = createLanguageModels({
    providers,
    meter,
    timeoutMs,
    ...(maxRetries !== undefined && { maxRetries }),
  })
  return {
    ledger,
    openai,
    anthropic,
    meter,
    /** Another meter of the same books, over another wire. */
    meterOn,
    models,
    providers,
    timeoutMs,
    serverOf: ({ provider }: ModelId) => (provider === 'anthropic' ? anthropic : openai),
    priceOf: (model: ModelId): Price => {
      const answer = catalogue.priceOf(model)
      if (answer.kind === 'refused') throw new Error(`${model.model} has no price`)
      return answer.price
    },
    /** Resolves when so many calls have been booked or let go. */
    ended: async (count: number): Promise<void> => {
      while (ended < count) await once(ends, 'end')
    },
    entries: (): Promise<readonly Entry[]> => ledger.entriesOf(attribution.workflow),
    /** Asks the model in prose, within a scope. */
    ask: (model: ModelId, settings: AskSettings = {}) =>
      inScope(() =>
        generateText({ prompt, maxRetries: 0, ...settings, model: models.metered(model, bounds) }),
      ),
    stream: (model: ModelId, settings: AskSettings = {}) =>
      inScope(() =>
        streamText({
          prompt,
          maxRetries: 0,
          onError: () => undefined,
          ...settings,
          model: models.metered(model, bounds),
        }),
      ),
  }
}

type AskSettings = Omit<Parameters<typeof generateText>[0], 'model' | 'prompt' | 'messages'> & {
  readonly prompt?: string
}

/** Runs within a scope of the boundary's tenant and workflow that nothing limits unless told. */
export function inScope<T>(fn: () => T, limits: RequestLimits = {}): T {
  return trackRequestBudget({ id: 'scope_boundary', attribution, ...limits }, fn)
}

export function inScopeOf<T>(totalUsd: string, fn: () => T): T {
  return inScope(fn, { totalNanoUsd: usd(totalUsd) })
}

/** Tells of every hold that has ended. */
function endingHolds(ledger: LedgerStore, onEnd: () => void): LedgerStore {
  const telling =
    <Request extends unknown[], Result>(end: (...request: Request) => Promise<Result>) =>
    async (...request: Request) => {
      const result = await end(...request)
      onEnd()
      return result
    }
  return ledgerWith(ledger, {
    settle: telling((request) => ledger.settle(request)),
    void: telling((request) => ledger.void(request)),
    expire: telling((holdId, atMs) => ledger.expire(holdId, atMs)),
  })
}

async function priceFile(folder: string, models: object): Promise<string> {
  const file = join(folder, 'prices.json')
  await writeFile(file, JSON.stringify({ models }))
  return file
}
