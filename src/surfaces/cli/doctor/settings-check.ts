import type { Config } from '../../../app/config.ts'
import type { Search } from '../../../app/settings/search-settings.ts'
import {
  type ProviderName,
  providerNames,
  type RecogniserName,
  recogniserNames,
} from '../../../llm/provider-names.ts'
import { formatModelId, type ModelId } from '../../../pricing/model-id.ts'
import type { Check } from './check.ts'

/** What the settings come to; of keys only whether they are there. */
export function settingsChecks(config: Config): readonly Check[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['data directory', config.dataDirectory],
    ['models', namesOf(config.models)],
    ...Object.entries(config.taskModels).map(
      ([task, models]) => [`models of ${task}`, namesOf(models)] as const,
    ),
    ['embedding model', config.embeddingModel && formatModelId(config.embeddingModel)],
    ['models that read pictures', namesOf(config.visionModels)],
    ['transcription model', config.transcriptionModel && formatModelId(config.transcriptionModel)],
    ...[...new Set([...providerNames, ...recogniserNames])].map(
      (name) => [name, providerText(config, name)] as const,
    ),
    ['price file', config.pricesFile],
    ['proxy for sources', config.sourceProxy && withoutCredentials(config.sourceProxy.href)],
    ['search', config.searches.map(searchText).join(', ')],
    ['time zone', config.timeZone],
  ]
  return facts.flatMap(([name, detail]) => (detail ? [{ name, status: 'ok' as const, detail }] : []))
}

function searchText(search: Search): string {
  return search.name === 'model'
    ? `by ${namesOf(search.models)}`
    : `${search.name} at ${withoutCredentials(search.url)}`
}

function namesOf(models: readonly ModelId[]): string {
  return models.map(formatModelId).join(', ')
}

function providerText({ providers }: Config, name: ProviderName | RecogniserName): string | undefined {
  const { apiKey, baseUrl } = providers[name] ?? {}
  const parts = [apiKey && 'key set (hidden)', baseUrl && withoutCredentials(baseUrl)].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** An address can carry a name and a password, or a key among its parameters. */
export function withoutCredentials(address: string): string {
  const url = new URL(address)
  return `${url.origin}${url.pathname}`.replace(/\/$/, '')
}
