import { z } from 'zod'
import { type Purpose, purposes } from '../../ledger/attribution.ts'
import { type ProvidersSettings, providerNames } from '../../llm/provider-names.ts'
import type { RecogniserFolder } from '../../llm/speech/local/recogniser-folder.ts'
import { formatModelId, localProvider, type ModelId, parseModelId } from '../../pricing/model-id.ts'
import { commaSeparated, httpUrl, secretKey } from './fields.ts'
import { recogniserSetting } from './recogniser-setting.ts'

/** The built-in analyst, which needs no key and no network. */
export const localAnalystModel: ModelId = { provider: localProvider, model: 'extractive' }

/** Which models do the work, and how their providers are reached. */
export interface ModelSettings {
  /** Dearest first; never empty. */
  readonly models: readonly ModelId[]
  readonly taskModels: Readonly<Partial<Record<Purpose, readonly ModelId[]>>>
  readonly embeddingModel: ModelId | undefined
  /** Those that read pictures and scans, dearest first; none: they are recognised on this machine. */
  readonly visionModels: readonly ModelId[]
  readonly transcriptionModel: ModelId | undefined
  /** Where the transcription model lies, when it is one of this machine. */
  readonly recogniserFolder: RecogniserFolder | undefined
  readonly providers: ProvidersSettings
}

const modelId = z.string().transform((text, context) => {
  const id = parseModelId(text)
  const known = id && (id.provider === localProvider || providerNames.some((name) => name === id.provider))
  if (
    id &&
    known &&
    (id.provider !== localProvider || formatModelId(id) === formatModelId(localAnalystModel))
  )
    return id
  context.addIssue({
    code: 'custom',
    message: `expected <provider>:<model> with a provider of ${providerNames.join(', ')}, such as openai:gpt-5-mini, or local:extractive`,
  })
  return z.NEVER
})

const modelList = commaSeparated.pipe(
  z.array(modelId).min(1, 'expected at least one model, such as openai:gpt-5-mini'),
)

const seeingModels = modelList.refine(
  (models) => models.every(({ provider }) => provider !== localProvider),
  {
    error:
      'expected models that take pictures, such as openai:gpt-5-mini; the built-in analyst takes none. Leave it empty to have text in pictures recognised on this machine',
  },
)

/** The settings as the environment has them. */
export const modelFields = {
  MODELS: modelList.default([localAnalystModel]),
  MODEL_ACQUISITION: modelList.optional(),
  MODEL_TRANSCRIPTION: modelList.optional(),
  MODEL_ANALYSIS: modelList.optional(),
  MODEL_VERIFICATION: modelList.optional(),
  MODEL_KNOWLEDGE: modelList.optional(),
  MODEL_ANSWERING: modelList.optional(),
  EMBEDDING_MODEL: modelId.optional(),
  MODEL_VISION: seeingModels.default([]),
  STT_MODEL: recogniserSetting.optional(),
}

export const providerFields = {
  OPENAI_API_KEY: secretKey.optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  ANTHROPIC_API_KEY: secretKey.optional(),
  ANTHROPIC_BASE_URL: httpUrl.optional(),
  GOOGLE_GENERATIVE_AI_API_KEY: secretKey.optional(),
  GOOGLE_GENERATIVE_AI_BASE_URL: httpUrl.optional(),
  COMPATIBLE_API_KEY: secretKey.optional(),
  COMPATIBLE_BASE_URL: httpUrl.optional(),
  GROQ_API_KEY: secretKey.optional(),
  GROQ_BASE_URL: httpUrl.optional(),
  DEEPGRAM_API_KEY: secretKey.optional(),
  DEEPGRAM_BASE_URL: httpUrl.optional(),
  ASSEMBLYAI_API_KEY: secretKey.optional(),
  ASSEMBLYAI_BASE_URL: httpUrl.optional(),
}

/** What a setting was called before, by what it is called now. */
export const formerNames: Readonly<Record<string, string>> = { STT_MODEL: 'TRANSCRIPTION_MODEL' }

const environment = z.object({ ...modelFields, ...providerFields })
type Environment = z.output<typeof environment>

const taskVariables = {
  acquisition: 'MODEL_ACQUISITION',
  transcription: 'MODEL_TRANSCRIPTION',
  analysis: 'MODEL_ANALYSIS',
  verification: 'MODEL_VERIFICATION',
  knowledge: 'MODEL_KNOWLEDGE',
  answering: 'MODEL_ANSWERING',
} as const satisfies Record<Purpose, keyof Environment>

export function modelSettingsOf(settings: Environment): ModelSettings {
  return {
    models: settings.MODELS,
    taskModels: taskModelsOf(settings),
    embeddingModel: settings.EMBEDDING_MODEL,
    visionModels: settings.MODEL_VISION,
    transcriptionModel: settings.STT_MODEL?.model,
    recogniserFolder: settings.STT_MODEL?.folder,
    providers: {
      openai: { apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL },
      anthropic: { apiKey: settings.ANTHROPIC_API_KEY, baseUrl: settings.ANTHROPIC_BASE_URL },
      google: {
        apiKey: settings.GOOGLE_GENERATIVE_AI_API_KEY,
        baseUrl: settings.GOOGLE_GENERATIVE_AI_BASE_URL,
      },
      compatible: { apiKey: settings.COMPATIBLE_API_KEY, baseUrl: settings.COMPATIBLE_BASE_URL },
      groq: { apiKey: settings.GROQ_API_KEY, baseUrl: settings.GROQ_BASE_URL },
      deepgram: { apiKey: settings.DEEPGRAM_API_KEY, baseUrl: settings.DEEPGRAM_BASE_URL },
      assemblyai: { apiKey: settings.ASSEMBLYAI_API_KEY, baseUrl: settings.ASSEMBLYAI_BASE_URL },
    },
  }
}

/** Dearest first. */
export function verifyingModelsOf({ MODELS, MODEL_VERIFICATION }: Environment): readonly ModelId[] {
  return MODEL_VERIFICATION ?? MODELS
}

function taskModelsOf(settings: Environment): ModelSettings['taskModels'] {
  const own = purposes.flatMap((task) => {
    const ladder = settings[taskVariables[task]]
    return ladder ? [[task, ladder] as const] : []
  })
  return Object.fromEntries(own)
}

/** Keys and addresses that the named models need and that are not set, a sentence each. */
export function missingProviderSettings(settings: Environment): readonly string[] {
  const named: readonly (readonly [string, readonly ModelId[]])[] = [
    ['MODELS', settings.MODELS],
    ...purposes.map((task) => [taskVariables[task], settings[taskVariables[task]] ?? []] as const),
    ['EMBEDDING_MODEL', settings.EMBEDDING_MODEL ? [settings.EMBEDDING_MODEL] : []],
    ['MODEL_VISION', settings.MODEL_VISION],
    ['STT_MODEL', settings.STT_MODEL ? [settings.STT_MODEL.model] : []],
  ]
  return named.flatMap(([name, ids]) =>
    ids.flatMap((id) => {
      const need = missingFor(id.provider, settings)
      return need ? [`${name}=${formatModelId(id)}: ${need} is not set. Set it, or name another model.`] : []
    }),
  )
}

/** What a provider lacks to be reached; undefined when nothing is. */
function missingFor(provider: string, settings: Environment): string | undefined {
  switch (provider) {
    case 'openai':
      return settings.OPENAI_API_KEY || settings.OPENAI_BASE_URL
        ? undefined
        : 'OPENAI_API_KEY (or OPENAI_BASE_URL of a server that needs none)'
    case 'anthropic':
      return settings.ANTHROPIC_API_KEY || settings.ANTHROPIC_BASE_URL
        ? undefined
        : 'ANTHROPIC_API_KEY (or ANTHROPIC_BASE_URL of a server that needs none)'
    case 'google':
      return settings.GOOGLE_GENERATIVE_AI_API_KEY ? undefined : 'GOOGLE_GENERATIVE_AI_API_KEY'
    case 'compatible':
      return settings.COMPATIBLE_BASE_URL ? undefined : 'COMPATIBLE_BASE_URL'
    case 'groq':
      return settings.GROQ_API_KEY || settings.GROQ_BASE_URL ? undefined : 'GROQ_API_KEY'
    case 'deepgram':
      return settings.DEEPGRAM_API_KEY || settings.DEEPGRAM_BASE_URL ? undefined : 'DEEPGRAM_API_KEY'
    case 'assemblyai':
      return settings.ASSEMBLYAI_API_KEY || settings.ASSEMBLYAI_BASE_URL ? undefined : 'ASSEMBLYAI_API_KEY'
    default:
      return undefined
  }
}
