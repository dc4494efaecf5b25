import { z } from 'zod'
import { searchOfferOf } from '../../llm/web-search/search-offer.ts'
import { formatModelId, type ModelId } from '../../pricing/model-id.ts'
import { commaSeparated, httpUrl, secretKey } from './fields.ts'

const serviceNames = ['mediawiki', 'searxng', 'brave', 'tavily', 'exa'] as const
const searchNames = [...serviceNames, 'model'] as const
type ServiceName = (typeof serviceNames)[number]

/** Where evidence is looked for on the web. */
export type Search = SearchService | SearchingModels

export interface SearchService {
  readonly name: ServiceName
  /** May carry a name and password. */
  readonly url: string
  readonly key: string | undefined
}

/** Models that search by themselves; the first that can be paid for is asked. */
interface SearchingModels {
  readonly name: 'model'
  /** Never empty. */
  readonly models: readonly ModelId[]
}

export interface SearchSettings {
  /** In the order in which they are asked; none: no search. */
  readonly searches: readonly Search[]
}

const searchName = z.enum(searchNames, {
  error: `expected names of ${searchNames.join(', ')}, separated by commas`,
})

/** The settings as the environment has them. */
export const searchFields = {
  SEARCH_PROVIDERS: commaSeparated.pipe(z.array(searchName)).optional(),
  SEARCH_URL: httpUrl.optional(),
  SEARXNG_URL: httpUrl.optional(),
  BRAVE_API_KEY: secretKey.optional(),
  BRAVE_BASE_URL: httpUrl.default('https://api.search.brave.com'),
  TAVILY_API_KEY: secretKey.optional(),
  TAVILY_BASE_URL: httpUrl.default('https://api.tavily.com'),
  EXA_API_KEY: secretKey.optional(),
  EXA_BASE_URL: httpUrl.default('https://api.exa.ai'),
}

const environment = z.object(searchFields)
type Environment = z.output<typeof environment>

/** The Wikipedia of the language that is searched in. */
const wikipedia = 'https://{language}.wikipedia.org/w/api.php'

/** @param models those that verify, dearest first */
export function searchSettingsOf(settings: Environment, models: readonly ModelId[]): SearchSettings {
  return {
    searches: namesIn(settings).flatMap((name): readonly Search[] => {
      if (name === 'model') {
        const searching = models.filter((model) => searchOfferOf(model))
        return searching.length > 0 ? [{ name, models: searching }] : []
      }
      const { url, key } = placeOf(name, settings)
      return url === undefined ? [] : [{ name, url, key }]
    }),
  }
}

/** Keys, addresses and models that the named searches need and that are not set, a sentence each. */
export function missingSearchSettings(settings: Environment, models: readonly ModelId[]): readonly string[] {
  return namesIn(settings).flatMap((name) => {
    if (name === 'model') return models.some((model) => searchOfferOf(model)) ? [] : [noneSearches(models)]
    const { needs } = placeOf(name, settings)
    return needs ? [`SEARCH_PROVIDERS=${name}: ${needs} is not set. Set it, or leave ${name} out.`] : []
  })
}

function noneSearches(models: readonly ModelId[]): string {
  const named = models.map(formatModelId).join(', ')
  return (
    `SEARCH_PROVIDERS=model: ${named} cannot search the web. Name a model of openai, anthropic or google that can in MODELS or ` +
    'MODEL_VERIFICATION, such as openai:gpt-5-mini, or leave model out.'
  )
}

/** Each once. Where none are named, the wiki whose address is given. */
function namesIn({ SEARCH_PROVIDERS, SEARCH_URL }: Environment): readonly (typeof searchNames)[number][] {
  return [...new Set(SEARCH_PROVIDERS ?? (SEARCH_URL === undefined ? [] : (['mediawiki'] as const)))]
}

interface Place {
  readonly url: string | undefined
  readonly key: string | undefined
  /** What it lacks. */
  readonly needs?: string | false | undefined
}

function placeOf(name: ServiceName, settings: Environment): Place {
  const withKey = (prefix: 'BRAVE' | 'TAVILY' | 'EXA'): Place => {
    const key = settings[`${prefix}_API_KEY`]
    return { url: settings[`${prefix}_BASE_URL`], key, needs: key === undefined && `${prefix}_API_KEY` }
  }
  switch (name) {
    case 'mediawiki':
      return { url: settings.SEARCH_URL ?? wikipedia, key: undefined }
    case 'searxng': {
      const { SEARXNG_URL: url } = settings
      return { url, key: undefined, needs: url === undefined && 'SEARXNG_URL' }
    }
    case 'brave':
      return withKey('BRAVE')
    case 'tavily':
      return withKey('TAVILY')
    case 'exa':
      return withKey('EXA')
    default:
      return name satisfies never
  }
}
