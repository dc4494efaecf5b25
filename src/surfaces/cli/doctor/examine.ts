import type { Config } from '../../../app/config.ts'
import { configuredModels } from '../../../app/configured-models.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import { ConfigError } from '../../../app/settings/config-error.ts'
import { providerNames } from '../../../llm/provider-names.ts'
import type { Timers } from '../../../time/timers.ts'
import { cautionChecks } from './caution-check.ts'
import { type Check, wordedAs } from './check.ts'
import { booksCheck, databaseCheck, limitCheck } from './database-check.ts'
import { downloaderChecks } from './downloader-check.ts'
import { priceChecks } from './price-check.ts'
import { type Get, providerCheck } from './provider-check.ts'
import { recogniserChecks } from './recogniser-check.ts'
import { settingsChecks } from './settings-check.ts'
import { vectorChecks } from './vector-check.ts'

export interface ExamineDependencies {
  /** @throws {ConfigError} */
  readonly readConfig: () => Promise<Config>
  readonly open: (config: Config) => Promise<Autointel>
  readonly get: Get
  readonly timers: Timers
}

const oldestNode = 26
const providerTimeoutMs = 10_000

/** Looks at everything that a run needs, and goes on past what is broken where it can. */
export async function examine({
  readConfig,
  open,
  get,
  timers,
}: ExamineDependencies): Promise<readonly Check[]> {
  const node = nodeCheck(process.versions.node)
  let config: Config
  try {
    config = await readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { problems, hint } = error
    return [node, ...problems.map((detail): Check => ({ name: 'settings', status: 'failed', detail, hint }))]
  }
  const database = await databaseCheck(config)
  const isReadable = database.status !== 'failed'
  const inside = isReadable ? await insideChecks(config, open) : []
  // Asked last: what this machine takes for its own work is not a provider's delay.
  const providers = providersInUse(config).map((provider) =>
    providerCheck(provider, config.providers[provider] ?? {}, { get, timers, timeoutMs: providerTimeoutMs }),
  )
  const downloader = await downloaderChecks(config, timers)
  return [
    node,
    ...settingsChecks(config),
    ...downloader,
    database,
    ...inside,
    ...(await Promise.all(providers)),
  ]
}

/** What can be seen only with everything open. */
async function insideChecks(config: Config, open: ExamineDependencies['open']): Promise<readonly Check[]> {
  try {
    const autointel = await open(config)
    try {
      const models = configuredModels(config)
      return [
        await booksCheck(autointel.ledger),
        await limitCheck(autointel.ledger, autointel.now()),
        ...vectorChecks(autointel.vectorComparison),
        ...(await recogniserChecks(config, autointel.workers)),
        ...priceChecks(autointel.catalogue, models),
        ...(await cautionChecks(autointel.ledger, autointel.now())),
      ]
    } finally {
      await autointel.close()
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return [{ name: 'start', status: 'failed', ...wordedAs(error) }]
  }
}

function nodeCheck(version: string): Check {
  return Number.parseInt(version, 10) >= oldestNode
    ? { name: 'node', status: 'ok', detail: version }
    : {
        name: 'node',
        status: 'failed',
        detail: `${version} is too old`,
        hint: `Install Node ${oldestNode} or newer.`,
      }
}

/** Providers that a setting names a model of; the built-in analyst needs none. */
function providersInUse(config: Config) {
  const named = new Set(configuredModels(config).map(({ provider }) => provider))
  return providerNames.filter((name) => named.has(name))
}
