import { randomUUID } from 'node:crypto'
import type { buildConnector } from 'undici'
import type { ClientKeyStore } from '../access/client-keys.ts'
import type { Leadership } from '../fleet/leadership.ts'
import type { Wakes } from '../fleet/wakes.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import type { VectorComparison } from '../knowledge/vector-comparison.ts'
import type { Entry } from '../ledger/entry.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { countNearby } from '../llm/count-tokens.ts'
import { createModelGateway, type ModelGateway } from '../llm/gateway/model-gateway.ts'
import type { LanguageModels } from '../llm/language-models.ts'
import { createMeter, type MeterOptions } from '../llm/ledger-meter.ts'
import type { Meter, MeterObserver } from '../llm/meter.ts'
import { MeterEvents } from '../llm/meter-events.ts'
import { OutsideSpend } from '../llm/outside-spend.ts'
import { createProviderBills, type ProviderBills } from '../llm/provider-bills.ts'
import { WireTap } from '../llm/wire-tap.ts'
import type { ErasureStore } from '../orchestrator/erasure-store.ts'
import { Forgetting } from '../orchestrator/forgetting.ts'
import { Orchestrator } from '../orchestrator/orchestrator.ts'
import { Questions, type QuestionsOptions } from '../orchestrator/questions.ts'
import { Retention } from '../orchestrator/retention.ts'
import type { WorkflowStore } from '../orchestrator/workflow-store.ts'
import type { TaskDependencies } from '../orchestrator/workflow-tasks.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import type { ReportScheduleStore } from '../outbox/report-schedule.ts'
import type { Catalogue } from '../pricing/catalogue.ts'
import type { RefreshProblem } from '../pricing/renew-prices.ts'
import type { ServerSettingsStore } from '../servers/server-settings-store.ts'
import type { SourceReader } from '../sources/acquire-source.ts'
import type { PostedMessages } from '../sources/posted-messages.ts'
import { type RenewLocation, renewingReader } from '../sources/renewing-reader.ts'
import type { Timers } from '../time/timers.ts'
import { openWorkers } from '../workers/open-workers.ts'
import type { Workers } from '../workers/workers.ts'
import type { Config } from './config.ts'
import { newHoldId } from './new-hold-id.ts'
import { openCatalogue } from './open-catalogue.ts'
import { openCosts } from './open-costs.ts'
import { openStores, type Stores } from './open-stores.ts'
import { type AskForCosts, costsAsker } from './provider-costs.ts'
import { sourceReaderWhenNeeded } from './source-reader-when-needed.ts'
import { taskDependencies } from './task-dependencies.ts'
import { startTelemetry } from './telemetry.ts'
import { systemClock, systemTimers } from './timers.ts'

/** What happens outside of workflows and is worth a line to the operator. */
export interface CoreObserver extends MeterObserver {
  readonly pricesProblem?: (problem: RefreshProblem) => void
  /** `costs.log` or the file of `EXPORT_COSTS_ON_EXIT` cannot be written. */
  readonly costsProblem?: (error: unknown) => void
  readonly listenerError?: (error: unknown) => void
  /** What a store does beside what it is asked did not go well. */
  readonly storeProblem?: (error: unknown) => void
  /** Once, at the opening. */
  readonly vectorComparison?: (comparison: VectorComparison) => void
}

/** Everything that the surfaces (command line, Discord, web) stand on. */
export interface Autointel {
  readonly config: Config
  readonly ledger: LedgerStore
  readonly outbox: OutboxStore
  /** Reports that are posted again and again. */
  readonly reportSchedules: ReportScheduleStore
  readonly workflows: WorkflowStore
  /** What the managers of servers have chosen. */
  readonly servers: ServerSettingsStore
  readonly knowledge: KnowledgeStore
  /** As of {@link Stores}. */
  readonly vectorComparison?: VectorComparison | undefined
  readonly catalogue: Catalogue
  /** What providers say of single calls. */
  readonly bills: ProviderBills
  /** What providers charged, by the day. */
  readonly costs: AskForCosts
  readonly orchestrator: Orchestrator
  /** Each call held and booked in the scope that it is made in. */
  readonly models: LanguageModels
  /** Answers from what was read. */
  readonly questions: Questions
  /** Keys that other programs spend with. */
  readonly clientKeys: ClientKeyStore
  /** Forwards the calls of other programs. */
  readonly gateway: ModelGateway
  /** What runners elsewhere have spent. */
  readonly outsideSpend: OutsideSpend
  readonly erasure: ErasureStore
  readonly forgetting: Forgetting
  readonly retention: Retention
  /** Which process does what is done once for all. */
  readonly leadership: Leadership
  /** News of what other processes do. */
  readonly wakes: Wakes
  readonly now: () => number
  readonly timers: Timers
  /** Who does heavy work. */
  readonly workers: Workers
  /** Calls whose process had died before this one opened the ledger; now booked as unresolved. */
  readonly endedAtOpening: readonly Entry[]
  /** Watches the meter; returns the function that ends that. */
  readonly observe: (observer: MeterObserver) => () => void
  /** Lets running workflows come to a checkpoint for so long, then closes everything. */
  close(graceMs?: number): Promise<void>
}

export interface OpenOptions {
  readonly observer?: CoreObserver
  readonly standardInput?: () => Promise<Uint8Array>
  /** Whose direct messages have the budgets of a server. Default: the owners of the settings. */
  readonly isOwner?: (user: string) => boolean
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly timers?: Timers
  /** Closed with everything else. Default: as many processes as there are processors. */
  readonly workers?: Workers
  /** Renews addresses of sources that are good for a while only. */
  readonly renewLocation?: RenewLocation
  /** What carries calls to providers. */
  readonly fetch?: typeof globalThis.fetch
  /** What dials for sources, instead of the guarded connector. */
  readonly sourceConnector?: buildConnector.connector
  /** Reads what people have posted on Discord. */
  readonly messages?: PostedMessages
}

/**
 * Opens the stores and puts the parts together.
 *
 * @throws {LedgerError} {@link PriceOverridesError}
 */
export async function openAutointel(config: Config, options: OpenOptions = {}): Promise<Autointel> {
  const autointel = await openParts(config, options)
  const { vectorComparison } = autointel
  if (vectorComparison) options.observer?.vectorComparison?.(vectorComparison)
  const telemetry = await startTelemetry(config.telemetry.tracesUrl)
  return {
    ...autointel,
    close: async (graceMs) => {
      await autointel.close(graceMs)
      await telemetry.stop()
    },
  }
}

async function openParts(config: Config, options: OpenOptions): Promise<Autointel> {
  const { observer = {}, now = systemClock, timers = systemTimers } = options
  const workers = options.workers ?? openWorkers({ timers })
  const isOwner = options.isOwner ?? ((user: string) => config.discord.ownerIds.includes(user))
  const onProblem = observer.storeProblem
  const stores = await openStores(config, { isOwner, now, timers, workers, onProblem })
  const { ledger, workflows, knowledge, outbox, reportSchedules, servers, erasure } = stores
  const endedAtOpening = await ledger.expireHolds(now())
  const catalogue = await openCatalogue(config, { ...stores, now, timers, onProblem: observer.pricesProblem })
  const { listenerError: onListenerError = () => undefined } = observer
  const meterEvents = new MeterEvents(onListenerError)
  meterEvents.subscribe(observer)
  const costs = openCosts(config, { ledger, now, meterEvents, onProblem: observer.costsProblem })
  const wire = new WireTap(options.fetch)
  const meter = openMeter({ ledger, now, timers, wire, prices: catalogue }, meterEvents)
  const reader = readerFor(config, { ...options, timers, workers })
  const shared = { ledger, meter, knowledge, reader, catalogue, now, timers, workers }
  const parts = { ...options, ...shared, wireFetch: wire.fetch }
  const tasks = taskDependencies(config, parts)
  const orchestrator = new Orchestrator({
    store: workflows,
    ledger,
    meter,
    now,
    timers,
    tiers: config.depthTiers,
    concurrency: config.workersHere,
    waitingPerMember: config.workflowsWaitingPerMember,
    newId: randomUUID,
    onListenerError,
    wakes: stores.wakes,
    tasks,
  })
  const questions = questionsOf(tasks, config, { workflows, ledger, meter })
  return {
    config,
    ledger,
    outbox,
    reportSchedules,
    workflows,
    servers,
    knowledge,
    vectorComparison: stores.vectorComparison,
    catalogue,
    bills: createProviderBills({ ledger, providers: config.providers, fetch: options.fetch }),
    costs: costsAsker(config, { fetch: options.fetch, timers, now }),
    orchestrator,
    models: tasks.analysis.models,
    questions,
    ...forOtherPrograms(config, { ...parts, stores, wire, meterEvents, onListenerError }),
    erasure,
    leadership: stores.leadership,
    wakes: stores.wakes,
    retention: new Retention(stores.retention, config.retentionDays, now),
    forgetting: new Forgetting({ store: erasure, knowledge, orchestrator, servers, now }),
    now,
    timers,
    workers,
    endedAtOpening,
    observe: (observed) => meterEvents.subscribe(observed),
    close: async (graceMs = 0) => {
      await orchestrator.shutdown(graceMs)
      await questions.stop()
      await catalogue.stop()
      await reader.close()
      await workers.close()
      await costs.close()
      await ledger.close()
    },
  }
}

function readerFor(
  {
    sourceAllowHosts: allowHosts,
    sourceProxy: proxy,
    transcriptionModel,
    visionModels,
    ytDlp: command,
    searchPath,
    ocrLanguages,
  }: Config,
  {
    sourceConnector: connector,
    messages,
    renewLocation,
    timers,
    workers,
  }: Pick<OpenOptions, 'sourceConnector' | 'messages' | 'renewLocation'> &
    Pick<Autointel, 'timers' | 'workers'>,
): SourceReader {
  const hasTranscription = transcriptionModel !== undefined
  const ytDlp = { command, searchPath, node: process.execPath }
  const keepsPictures = visionModels.length > 0
  const settings = { allowHosts, proxy, hasTranscription, ytDlp, ocrLanguages, keepsPictures }
  const reader = sourceReaderWhenNeeded({ ...settings, connector, messages, timers, workers })
  return renewLocation ? renewingReader(reader, renewLocation) : reader
}

/** What other programs spend by, here and elsewhere. */
function forOtherPrograms(
  { providers, modelTimeoutMs: timeoutMs }: Config,
  parts: Pick<Autointel, 'ledger' | 'workers' | 'now'> & {
    readonly stores: Pick<Stores, 'clientKeys' | 'outsideEvents'>
    readonly meter: Meter
    readonly wire: WireTap
    readonly meterEvents: MeterEvents
    readonly onListenerError: (error: unknown) => void
  },
): Pick<Autointel, 'clientKeys' | 'gateway' | 'outsideSpend'> {
  const { stores, meter, wire, workers, onListenerError: onBookingFailure } = parts
  const { observer } = parts.meterEvents
  const calls = {
    meter,
    providers,
    fetch: wire.fetch,
    countTokens: countNearby(workers),
    timeoutMs,
    onBookingFailure,
  }
  return {
    clientKeys: stores.clientKeys,
    gateway: createModelGateway(calls),
    outsideSpend: new OutsideSpend({ ...parts, observer, events: stores.outsideEvents }),
  }
}

function openMeter(parts: Omit<MeterOptions, 'newId' | 'observer'>, { observer }: MeterEvents): Meter {
  return createMeter({ ...parts, observer, newId: newHoldId })
}

function questionsOf(
  { analysis, knowledge, ladderOf, workers }: TaskDependencies,
  { questionLimitNanoUsd: limitNanoUsd }: Config,
  books: Pick<QuestionsOptions, 'workflows' | 'ledger' | 'meter'>,
): Questions {
  const { models } = analysis
  const ladder = ladderOf('answering')
  return new Questions({ ...books, ...knowledge, limitNanoUsd, models, workers, ladder, newId: randomUUID })
}
