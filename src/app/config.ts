import { join, resolve } from 'node:path'
import { z } from 'zod'
import { canonicalTimeZone } from '../budget/time-zone-names.ts'
import { type AnomalySettings, anomalyFields, anomalySettingsOf } from './settings/anomaly-settings.ts'
import { ConfigError } from './settings/config-error.ts'
import { type ConfigFile, noConfigFile, readConfigFile } from './settings/config-file.ts'
import { type CostSettings, costFields, costSettingsOf } from './settings/cost-settings.ts'
import {
  type DatabaseSettings,
  databaseFields,
  databaseSettingsOf,
  workerFields,
} from './settings/database-settings.ts'
import {
  type DiscordSettings,
  discordFields,
  discordSettingsOf,
  missingForLogIn,
} from './settings/discord-settings.ts'
import {
  type DisplaySettings,
  displayFields,
  displaySettingsOf,
  missingRates,
} from './settings/display-settings.ts'
import { isEmpty } from './settings/environment.ts'
import { wholeNumber } from './settings/fields.ts'
import { type HttpSettings, httpFields, httpSettingsOf, missingHttpToken } from './settings/http-settings.ts'
import {
  formerNames,
  type ModelSettings,
  missingProviderSettings,
  modelFields,
  modelSettingsOf,
  providerFields,
  verifyingModelsOf,
} from './settings/model-settings.ts'
import { type PriceSettings, priceFields, priceSettingsOf } from './settings/price-settings.ts'
import { type QuestionSettings, questionFields, questionSettingsOf } from './settings/question-settings.ts'
import {
  type RetentionSettings,
  retentionFields,
  retentionSettingsOf,
} from './settings/retention-settings.ts'
import {
  missingSearchSettings,
  type SearchSettings,
  searchFields,
  searchSettingsOf,
} from './settings/search-settings.ts'
import { type SourceSettings, sourceFields, sourceSettingsOf } from './settings/source-settings.ts'
import {
  type TelemetrySettings,
  telemetryFields,
  telemetrySettingsOf,
} from './settings/telemetry-settings.ts'
import { type TrackingSettings, trackingFields, trackingSettingsOf } from './settings/tracking-settings.ts'

/** Everything that the operator has decided, of each room what it needs. */
export interface Config
  extends ConfigFile,
    DatabaseSettings,
    ModelSettings,
    CostSettings,
    PriceSettings,
    SourceSettings,
    SearchSettings,
    RetentionSettings,
    QuestionSettings,
    TrackingSettings,
    AnomalySettings,
    DisplaySettings {
  /** Where programs are looked for. */
  readonly searchPath: string
  readonly dataDirectory: string
  readonly databaseFile: string
  /** Of all that have none of their own; undefined: the one that the ledger knows, else UTC. */
  readonly timeZone: string | undefined
  readonly modelTimeoutMs: number
  readonly workflowsWaitingPerMember: number
  readonly logLevel: string
  readonly discord: DiscordSettings
  readonly http: HttpSettings
  readonly telemetry: TelemetrySettings
}

const timeZone = z.string().transform((name, context) => {
  const zone = canonicalTimeZone(name)
  if (zone) return zone
  context.addIssue({ code: 'custom', message: 'expected an IANA time zone, such as Europe/Berlin' })
  return z.NEVER
})

/** One field for each setting; the README's table and .env.example follow this order. */
const environment = z.object({
  DATA_DIR: z.string().default('./data'),
  ...databaseFields,
  ...modelFields,
  ...providerFields,
  ...costFields,
  ...priceFields,
  TIME_ZONE: timeZone.optional(),
  MODEL_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(120_000),
  ...sourceFields,
  ...searchFields,
  ...retentionFields,
  ...questionFields,
  ...anomalyFields,
  CONFIG_FILE: z.string().optional(),
  ...workerFields,
  WORKFLOWS_WAITING_PER_MEMBER: wholeNumber(1, 1000).default(10),
  ...trackingFields,
  ...displayFields,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...discordFields,
  ...httpFields,
  ...telemetryFields,
})

type Environment = z.output<typeof environment>

/** The name of every setting, in the order in which `.env.example` explains them. */
export const settingNames: readonly string[] = Object.keys(environment.shape)

/**
 * Reads and checks all settings. An empty value counts as not set.
 *
 * @throws {ConfigError} naming every setting that is wrong.
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.fromEntries(Object.entries(variables).filter(([, value]) => !isEmpty(value)))
  const given = { ...underFormerNames(named), ...named }
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = givenName(String(issue.path[0]), named)
        return `${name}=${shown(name, named[name])}: ${issue.message}.`
      }),
    )
  }
  const file = parsed.data.CONFIG_FILE ? readConfigFile(parsed.data.CONFIG_FILE) : noConfigFile
  const searchPath = variables['PATH'] ?? ''
  const config = 'problems' in file ? undefined : configOf(parsed.data, file, searchPath)
  const problems = [
    ...('problems' in file ? file.problems : []),
    ...missingProviderSettings(parsed.data),
    ...missingSearchSettings(parsed.data, verifyingModelsOf(parsed.data)),
    ...missingRates(parsed.data),
    ...missingHttpToken(parsed.data),
    ...missingForLogIn(parsed.data),
  ]
  if (problems.length > 0 || !config) throw new ConfigError(problems)
  return config
}

function configOf(settings: Environment, file: ConfigFile, searchPath: string): Config {
  const dataDirectory = resolve(settings.DATA_DIR)
  return {
    ...file,
    ...databaseSettingsOf(settings),
    ...modelSettingsOf(settings),
    ...costSettingsOf(settings),
    ...priceSettingsOf(settings),
    ...sourceSettingsOf(settings),
    ...searchSettingsOf(settings, verifyingModelsOf(settings)),
    ...retentionSettingsOf(settings),
    ...questionSettingsOf(settings),
    ...trackingSettingsOf(settings, dataDirectory),
    ...anomalySettingsOf(settings),
    ...displaySettingsOf(settings),
    searchPath,
    dataDirectory,
    databaseFile: join(dataDirectory, 'autointel.db'),
    timeZone: settings.TIME_ZONE,
    modelTimeoutMs: settings.MODEL_TIMEOUT_MS,
    workflowsWaitingPerMember: settings.WORKFLOWS_WAITING_PER_MEMBER,
    logLevel: settings.LOG_LEVEL,
    discord: discordSettingsOf(settings),
    http: httpSettingsOf(settings),
    telemetry: telemetrySettingsOf(settings),
  }
}

function underFormerNames(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(formerNames).flatMap(([name, former]) =>
      given[former] === undefined ? [] : [[name, given[former]]],
    ),
  )
}

/** The name under which a setting was given. */
function givenName(name: string, given: NodeJS.ProcessEnv): string {
  const former = formerNames[name]
  return former !== undefined && given[name] === undefined && given[former] !== undefined ? former : name
}

/** Keys and tokens are not repeated in messages, nor are addresses, which may carry one. */
function shown(name: string, value: string | undefined): string {
  return /KEY|TOKEN|SECRET/.test(name) || value?.includes('@') ? '…' : JSON.stringify(value ?? '')
}
