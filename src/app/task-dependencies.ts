import { analystIn } from '../analyst/analyst-in-workers.ts'
import { embedderIn } from '../analyst/embedder-in-workers.ts'
import { tightestLimit } from '../budget/remaining-money.ts'
import { currentRequestTracker } from '../budget/request-scope.ts'
import type { KnowledgeStore } from '../knowledge/knowledge-store.ts'
import type { LedgerStore } from '../ledger/ledger-store.ts'
import { countIn } from '../llm/count-tokens.ts'
import { localEmbeddings } from '../llm/embeddings.ts'
import type { Meter } from '../llm/meter.ts'
import type { ModelProviders } from '../llm/model-providers.ts'
import { localSpeechModel } from '../llm/speech/local/local-speech.ts'
import { createTranscriptions, type Transcriptions } from '../llm/transcriptions.ts'
import type { TaskDependencies } from '../orchestrator/workflow-tasks.ts'
import type { Catalogue } from '../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../pricing/model-id.ts'
import { isFree } from '../pricing/price.ts'
import type { SourceReader } from '../sources/acquire-source.ts'
import { filmSoundByFfmpeg } from '../sources/media/film-sound.ts'
import type { Timers } from '../time/timers.ts'
import type { Workers } from '../workers/workers.ts'
import type { Config } from './config.ts'
import { evidencePlaces } from './evidence-places.ts'
import { keptMedia } from './kept-media.ts'
import { modelsWhenNeeded } from './models-when-needed.ts'
import { localAnalystModel } from './settings/model-settings.ts'

export interface TaskParts {
  readonly ledger: LedgerStore
  readonly meter: Meter
  /** What carries calls to providers. */
  readonly wireFetch: typeof globalThis.fetch
  readonly knowledge: KnowledgeStore
  readonly reader: SourceReader
  readonly catalogue: Catalogue
  readonly now: () => number
  readonly timers: Timers
  readonly workers: Workers
  readonly standardInput?: () => Promise<Uint8Array>
}

/** What the tasks of workflows work with, as the settings have it. */
export function taskDependencies(config: Config, parts: TaskParts): TaskDependencies {
  const {
    ledger,
    meter,
    wireFetch: fetch,
    knowledge,
    reader,
    catalogue,
    now,
    timers,
    workers,
    standardInput,
  } = parts
  const { modelTimeoutMs: timeoutMs, embeddingModel, searches } = config
  const countTokens = countIn(workers)
  const needed = modelsWhenNeeded(config.providers, { fetch, timers, meter, timeoutMs, countTokens })
  const { languageModels: models } = needed
  return {
    workers,
    acquisition: { reader, ...keptMedia(config.dataDirectory), ...(standardInput && { standardInput }) },
    transcription: {
      pictures: { models, ladder: config.visionModels, ocrLanguages: config.ocrLanguages },
      filmSound: filmSoundByFfmpeg(config.searchPath),
      transcriptions: transcriptionsOf(config, { meter, workers, providers: needed.transcribing }),
    },
    analysis: {
      models,
      analyst: analystIn(workers),
      analystModel: localAnalystModel,
      tightestLimit: () => tightestLimit(ledger, currentRequestTracker(), now()),
    },
    verification: { models },
    knowledge: {
      knowledge,
      now,
      embeddings: embeddingModel ? needed.embeddings(embeddingModel) : localEmbeddings(embedderIn(workers)),
    },
    ladderOf: (task) =>
      (config.taskModels[task] ?? config.models).filter(
        (model) => formatModelId(model) !== formatModelId(localAnalystModel),
      ),
    isKnownToBeFree: async (model) => {
      const answer = catalogue.priceOf(model)
      return answer.kind === 'priced' && isFree(answer.price) && !(await ledger.modelRecord(model)).everCost
    },
    placesFor: (workflow) =>
      evidencePlaces(workflow, {
        knowledge,
        providers: needed.providers,
        meter,
        countTokens,
        timers,
        workers,
        searches,
        timeoutMs,
      }),
  }
}

/** Two minutes of speech on this machine, which may have other work as well; what ends it before is its processor time. */
const localTimeoutMs = 30 * 60 * 1_000

function transcriptionsOf(
  { transcriptionModel: model, recogniserFolder, modelTimeoutMs }: Config,
  {
    meter,
    workers,
    providers,
  }: Pick<TaskParts, 'meter' | 'workers'> & {
    readonly providers: Pick<ModelProviders, 'transcriptionModel'>
  },
): Transcriptions | undefined {
  if (!model) return undefined
  if (!recogniserFolder) return createTranscriptions({ providers, meter, timeoutMs: modelTimeoutMs, model })
  const local = { transcriptionModel: (id: ModelId) => localSpeechModel(id, recogniserFolder, workers) }
  return createTranscriptions({ providers: local, meter, timeoutMs: localTimeoutMs, model })
}
