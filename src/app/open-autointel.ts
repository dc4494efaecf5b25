import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createExtractiveAnalyst } from '../analyst/extractive-analyst.ts'
import { createLocalEmbedder } from '../analyst/local-embedder.ts'
import { createCalendar } from '../budget/calendar.ts'
import { configuredBudgets } from '../budget/configured-budgets.ts'
import { tightestLimit } from '../budget/remaining-money.ts'
import { currentRequestTracker } from '../budget/request-scope.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { createProviderEmbeddings, localEmbeddings } from '../llm/embeddings.ts'
import { createLanguageModels } from '../llm/language-models.ts'
import { createMeter, type MeterObserver } from '../llm/meter.ts'
import { MeterEvents } from '../llm/meter-events.ts'
import { addressOf, createModelProviders } from '../llm/model-providers.ts'
import { createTranscriptions } from '../llm/transcriptions.ts'
import { WireTap } from '../llm/wire-tap.ts'
import { Orchestrator } from '../orchestrator/orchestrator.ts'
import type { WorkflowStore } from '../orchestrator/workflow-store.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { type Catalogue, createCatalogue, defaultPricesUrl } from '../pricing/catalogue.ts'
import { formatModelId } from '../pricing/model-id.ts'
import { isFree } from '../pricing/price.ts'
import type { RefreshProblem } from '../pricing/renew-prices.ts'
import { createSourceReader } from '../sources/acquire-source.ts'
import { openDatabase } from '../store/sqlite/database.ts'
import { openSqliteKnowledge } from '../store/sqlite/knowledge/sqlite-knowledge.ts'
import { openSqliteLedger } from '../store/sqlite/ledger/sqlite-ledger.ts'
import { createSqliteOutbox } from '../store/sqlite/outbox/sqlite-outbox.ts'
import { SqliteWorkflowStore } from '../store/sqlite/workflows/sqlite-workflow-store.ts'
import type { Timers } from '../time/timers.ts'
import type { Config } from './config.ts'
import { evidencePlaces } from './evidence-places.ts'
import { isLoopbackModel } from './loopback-model.ts'
import { localAnalystModel } from './settings/model-settings.ts'
import { systemTimers } from './timers.ts'

/** What happens outside of workflows and is worth a line to the operator. */
export interface CoreObserver extends MeterObserver {
  readonly pricesProblem?: (problem: RefreshProblem) => void
  readonly listenerError?: (error: unknown) => void
}

/** Everything that the surfaces (command line, Discord, web) stand on. */
export interface Autointel {
  readonly config: Config
  readonly ledger: LedgerStore
  readonly outbox: OutboxStore
  readonly workflows: WorkflowStore
  readonly knowledge: KnowledgeStore
  readonly catalogue: Catalogue
  readonly orchestrator: Orchestrator
  readonly now: () => number
  readonly timers: Timers
  /** Watches the meter; returns the function that ends that. */
  readonly observe: (observer: MeterObserver) => () => void
  /** Lets running workflows come to a checkpoint for so long, then closes everything. */
  close(graceMs?: number): Promise<void>
}

export interface OpenOptions {
  readonly observer?: CoreObserver
  readonly standardInput?: () => Promise<Uint8Array>
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly timers?: Timers
}

/**
 * Opens the stores and puts the parts together.
 *
 * @throws {LedgerError} {@link PriceOverridesError}
 */
export async function openAutointel(config: Config, options: OpenOptions = {}): Promise<Autointel> {
  const { observer = {}, now = Date.now, timers = systemTimers } = options
  const database = openDatabase(config.databaseFile, { timers })
  const ledger = await openSqliteLedger(database, {
    calendar: createCalendar(),
    configuredBudgets: configuredBudgets(config.budgets),
    timeZone: config.timeZone,
    clock: now,
  })
  const catalogue = await openCatalogue(config, ledger, { observer, now, timers })
  const onListenerError = observer.listenerError ?? (() => undefined)
  const meterEvents = new MeterEvents(onListenerError)
  meterEvents.subscribe(observer)
  const wire = new WireTap()
  const meter = createMeter({
    ledger,
    now,
    timers,
    observer: meterEvents.observer,
    prices: catalogue,
    wire,
    newId: () => `hold_${randomUUID()}`,
  })
  const providers = createModelProviders(config.providers, wire.fetch)
  const timeoutMs = config.modelTimeoutMs
  const models = createLanguageModels({ providers, meter, timeoutMs })
  const workflows = new SqliteWorkflowStore(database, ledger)
  const knowledge = openSqliteKnowledge(database)
  const reader = createSourceReader({ allowHosts: config.sourceAllowHosts, timers })
  const orchestrator = new Orchestrator({
    store: workflows,
    ledger,
    meter,
    now,
    timers,
    tiers: config.depthTiers,
    concurrency: config.workflowConcurrency,
    newId: randomUUID,
    onListenerError,
    tasks: {
      acquisition: {
        reader,
        keepMedia: (name, bytes) => keepMedia(config.dataDirectory, name, bytes),
        hasMedia: async (file) => existsSync(file),
        discardMedia: (name) => rm(mediaFile(config.dataDirectory, name), { force: true }),
        ...(options.standardInput && { standardInput: options.standardInput }),
      },
      transcription: {
        transcriptions:
          config.transcriptionModel &&
          createTranscriptions({ providers, meter, timeoutMs, model: config.transcriptionModel }),
      },
      analysis: {
        models,
        analyst: createExtractiveAnalyst(),
        analystModel: localAnalystModel,
        tightestLimit: () => tightestLimit(ledger, currentRequestTracker(), now()),
      },
      verification: { models },
      knowledge: {
        knowledge,
        now,
        embeddings: config.embeddingModel
          ? createProviderEmbeddings({ providers, meter, timeoutMs, model: config.embeddingModel })
          : localEmbeddings(createLocalEmbedder()),
      },
      ladderOf: (task) =>
        (config.taskModels[task] ?? config.models).filter(
          (model) => formatModelId(model) !== formatModelId(localAnalystModel),
        ),
      isFree: (model) => {
        const answer = catalogue.priceOf(model)
        return answer.kind === 'priced' && isFree(answer.price)
      },
      placesFor: (workflow) =>
        evidencePlaces(workflow, { knowledge, meter, timers, searchUrl: config.searchUrl, timeoutMs }),
    },
  })
  return {
    config,
    ledger,
    outbox: createSqliteOutbox(database, ledger),
    workflows,
    knowledge,
    catalogue,
    orchestrator,
    now,
    timers,
    observe: (observed) => meterEvents.subscribe(observed),
    close: async (graceMs = 0) => {
      await orchestrator.shutdown(graceMs)
      await catalogue.stop()
      await reader.close()
      await ledger.close()
    },
  }
}

async function openCatalogue(
  config: Config,
  ledger: LedgerStore,
  { observer, now, timers }: Required<Pick<OpenOptions, 'observer' | 'now' | 'timers'>>,
): Promise<Catalogue> {
  return createCatalogue({
    unpriced: config.unpricedModels,
    now: () => new Date(now()),
    addressOf: (provider) => addressOf(provider, config.providers),
    isLoopback: (model) => isLoopbackModel(model, config.providers),
    ...(config.pricesFile && { overridesFile: config.pricesFile }),
    ...(config.pricesRefreshHours > 0 && {
      download: {
        fetch: (url: string, init: { readonly signal: AbortSignal }) => fetch(url, init),
        url: config.pricesUrl ?? defaultPricesUrl,
        timers,
        everyHours: config.pricesRefreshHours,
        storedFile: join(config.dataDirectory, 'prices.json'),
      },
    }),
    onChange: async (changes) => {
      for (const { model, field, before, after } of changes)
        await ledger.audit({
          atMs: now(),
          by: 'catalogue',
          action: 'price.changed',
          subject: model,
          detail: { field, before: before ?? null, after: after ?? null },
        })
    },
    ...(observer.pricesProblem && { onProblem: observer.pricesProblem }),
  })
}

async function keepMedia(dataDirectory: string, name: string, bytes: Uint8Array): Promise<string> {
  const file = mediaFile(dataDirectory, name)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, bytes, { mode: 0o600 })
  return file
}

function mediaFile(dataDirectory: string, name: string): string {
  return join(dataDirectory, 'media', name)
}
