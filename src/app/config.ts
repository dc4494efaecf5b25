import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { canonicalTimeZone } from '../budget/calendar.ts'
import { type Task, tasks } from '../ledger/attribution.ts'
import { type ProvidersSettings, providerNames } from '../llm/model-providers.ts'
import { formatModelId, type ModelId, parseModelId } from '../pricing/model-id.ts'
import { type UnpricedPolicy, unpricedPolicies } from '../pricing/price-answer.ts'
import { ConfigError } from './config-error.ts'
import { type ConfigFile, noConfigFile, readConfigFile } from './config-file.ts'
import { type DiscordSettings, discordFields, discordSettingsOf } from './discord-settings.ts'

/** The built-in analyst, which needs no key and no network. */
export const localAnalystModel: ModelId = { provider: 'local', model: 'extractive' }

export interface Config extends ConfigFile {
  readonly dataDirectory: string
  readonly databaseFile: string
  /** Dearest first; never empty. */
  readonly models: readonly ModelId[]
  readonly taskModels: Readonly<Partial<Record<Task, readonly ModelId[]>>>
  readonly embeddingModel: ModelId | undefined
  readonly transcriptionModel: ModelId | undefined
  readonly providers: ProvidersSettings
  readonly pricesFile: string | undefined
  /** 0: never. */
  readonly pricesRefreshHours: number
  readonly pricesUrl: string | undefined
  readonly unpricedModels: UnpricedPolicy
  readonly timeZone: string
  readonly modelTimeoutMs: number
  readonly sourceAllowHosts: readonly string[]
  readonly searchUrl: string | undefined
  readonly workflowConcurrency: number
  readonly logLevel: string
  readonly discord: DiscordSettings
}

const taskVariables = Object.fromEntries(
  tasks.map((task) => [task, `MODEL_${task.toUpperCase()}`]),
) as Record<Task, string>

const modelId = z.string().transform((text, context) => {
  const id = parseModelId(text)
  const known = id && (id.provider === 'local' || providerNames.some((name) => name === id.provider))
  if (id && known && (id.provider !== 'local' || formatModelId(id) === formatModelId(localAnalystModel)))
    return id
  context.addIssue({
    code: 'custom',
    message: `expected <provider>:<model> with a provider of ${providerNames.join(', ')}, such as openai:gpt-5-mini, or local:extractive`,
  })
  return z.NEVER
})

const modelList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(modelId).min(1, 'expected at least one model, such as openai:gpt-5-mini'))

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''))

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `expected a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.number().min(least, `expected at least ${least}`).max(most, `expected at most ${most}`))

const hostAndPort = /^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):\d{1,5}$/i

/** One field for each setting; the README's table and .env.example follow this order. */
const environment = z.object({
  DATA_DIR: z.string().default('./data'),
  MODELS: modelList.default([localAnalystModel]),
  MODEL_ACQUISITION: modelList.optional(),
  MODEL_TRANSCRIPTION: modelList.optional(),
  MODEL_ANALYSIS: modelList.optional(),
  MODEL_VERIFICATION: modelList.optional(),
  MODEL_KNOWLEDGE: modelList.optional(),
  EMBEDDING_MODEL: modelId.optional(),
  TRANSCRIPTION_MODEL: modelId.optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: httpUrl.optional(),
  GOOGLE_GENERATIVE_AI_API_KEY: z.string().optional(),
  GOOGLE_GENERATIVE_AI_BASE_URL: httpUrl.optional(),
  COMPATIBLE_API_KEY: z.string().optional(),
  COMPATIBLE_BASE_URL: httpUrl.optional(),
  PRICES_FILE: z.string().optional(),
  PRICES_REFRESH_HOURS: wholeNumber(0, 8760).default(24),
  PRICES_URL: httpUrl.optional(),
  UNPRICED_MODELS: z.enum(unpricedPolicies, `expected ${unpricedPolicies.join(' or ')}`).default('fallback'),
  TIME_ZONE: z
    .string()
    .default('UTC')
    .transform((name, context) => {
      const zone = canonicalTimeZone(name)
      if (zone) return zone
      context.addIssue({ code: 'custom', message: 'expected an IANA time zone, such as Europe/Berlin' })
      return z.NEVER
    }),
  MODEL_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(120_000),
  SOURCE_ALLOW_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(hostAndPort, 'expected host:port, separated by commas'))),
  SEARCH_URL: httpUrl.optional(),
  CONFIG_FILE: z.string().optional(),
  WORKFLOW_CONCURRENCY: wholeNumber(1, 1000).default(4),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...discordFields,
})

type Environment = z.output<typeof environment>

/** Takes the settings of a `.env` file in the working directory, where the environment does not have them already. */
export function loadDotEnv(): void {
  if (existsSync('.env')) loadEnvFile('.env')
}

/**
 * Reads and checks all settings. An empty value counts as not set.
 *
 * @throws {ConfigError} naming every setting that is wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return `${name}=${shown(name, given[name])}: ${issue.message}.`
      }),
    )
  }
  const file = parsed.data.CONFIG_FILE ? readConfigFile(parsed.data.CONFIG_FILE) : noConfigFile
  const config = 'problems' in file ? undefined : configOf(parsed.data, file)
  const problems = [...('problems' in file ? file.problems : []), ...missingSettings(parsed.data)]
  if (problems.length > 0 || !config) throw new ConfigError(problems)
  return config
}

function configOf(settings: Environment, file: ConfigFile): Config {
  const dataDirectory = resolve(settings.DATA_DIR)
  return {
    ...file,
    dataDirectory,
    databaseFile: join(dataDirectory, 'autointel.db'),
    models: settings.MODELS,
    taskModels: taskModelsOf(settings),
    embeddingModel: settings.EMBEDDING_MODEL,
    transcriptionModel: settings.TRANSCRIPTION_MODEL,
    providers: {
      openai: { apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL },
      anthropic: { apiKey: settings.ANTHROPIC_API_KEY, baseUrl: settings.ANTHROPIC_BASE_URL },
      google: {
        apiKey: settings.GOOGLE_GENERATIVE_AI_API_KEY,
        baseUrl: settings.GOOGLE_GENERATIVE_AI_BASE_URL,
      },
      compatible: { apiKey: settings.COMPATIBLE_API_KEY, baseUrl: settings.COMPATIBLE_BASE_URL },
    },
    pricesFile: settings.PRICES_FILE,
    pricesRefreshHours: settings.PRICES_REFRESH_HOURS,
    pricesUrl: settings.PRICES_URL,
    unpricedModels: settings.UNPRICED_MODELS,
    timeZone: settings.TIME_ZONE,
    modelTimeoutMs: settings.MODEL_TIMEOUT_MS,
    sourceAllowHosts: settings.SOURCE_ALLOW_HOSTS,
    searchUrl: settings.SEARCH_URL,
    workflowConcurrency: settings.WORKFLOW_CONCURRENCY,
    logLevel: settings.LOG_LEVEL,
    discord: discordSettingsOf(settings),
  }
}

function taskModelsOf(settings: Environment): Config['taskModels'] {
  const own = tasks.flatMap((task) => {
    const ladder = settings[taskVariables[task] as keyof Environment] as readonly ModelId[] | undefined
    return ladder ? [[task, ladder] as const] : []
  })
  return Object.fromEntries(own)
}

/** Keys and addresses that the named models need. */
function missingSettings(settings: Environment): string[] {
  const named: readonly (readonly [string, readonly ModelId[]])[] = [
    ['MODELS', settings.MODELS],
    ...tasks.map((task) => [taskVariables[task], taskModelsOf(settings)[task] ?? []] as const),
    ['EMBEDDING_MODEL', settings.EMBEDDING_MODEL ? [settings.EMBEDDING_MODEL] : []],
    ['TRANSCRIPTION_MODEL', settings.TRANSCRIPTION_MODEL ? [settings.TRANSCRIPTION_MODEL] : []],
  ]
  const needs: Record<string, readonly [isThere: unknown, need: string]> = {
    openai: [
      settings.OPENAI_API_KEY ?? settings.OPENAI_BASE_URL,
      'OPENAI_API_KEY (or OPENAI_BASE_URL of a server that needs none)',
    ],
    anthropic: [
      settings.ANTHROPIC_API_KEY ?? settings.ANTHROPIC_BASE_URL,
      'ANTHROPIC_API_KEY (or ANTHROPIC_BASE_URL of a server that needs none)',
    ],
    google: [settings.GOOGLE_GENERATIVE_AI_API_KEY, 'GOOGLE_GENERATIVE_AI_API_KEY'],
    compatible: [settings.COMPATIBLE_BASE_URL, 'COMPATIBLE_BASE_URL'],
  }
  return named.flatMap(([name, ids]) =>
    ids.flatMap((id) => {
      const [isThere, need] = needs[id.provider] ?? [true, '']
      return isThere
        ? []
        : [`${name}=${formatModelId(id)}: ${need} is not set. Set it, or name another model.`]
    }),
  )
}

/** Keys and tokens are not repeated in messages. */
function shown(name: string, value: string | undefined): string {
  return /KEY|TOKEN|SECRET/.test(name) ? '…' : JSON.stringify(value ?? '')
}
