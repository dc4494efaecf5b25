import { z } from 'zod'
import { commaSeparated, httpUrl } from './fields.ts'

const searchServiceNames = ['mediawiki', 'searxng', 'brave', 'tavily', 'exa'] as const
type SearchServiceName = (typeof searchServiceNames)[number]

/** Where evidence is looked for on the web. */
export interface SearchService {
  readonly name: SearchServiceName
  /** May carry a name and password. */
  readonly url: string
  readonly key: string | undefined
}

export interface SearchSettings {
  /** In the order in which they are asked; none: no search. */
  readonly searches: readonly SearchService[]
}

const serviceName = z.enum(searchServiceNames, {
  error: `expected names of ${searchServiceNames.join(', ')}, separated by commas`,
})

/** The settings as the environment has them. */
export const searchFields = {
  SEARCH_PROVIDERS: commaSeparated.pipe(z.array(serviceName)).optional(),
  SEARCH_URL: httpUrl.optional(),
  SEARXNG_URL: httpUrl.optional(),
  BRAVE_API_KEY: z.string().optional(),
  BRAVE_BASE_URL: httpUrl.default('https://api.search.brave.com'),
  TAVILY_API_KEY: z.string().optional(),
  TAVILY_BASE_URL: httpUrl.default('https://api.tavily.com'),
  EXA_API_KEY: z.string().optional(),
  EXA_BASE_URL: httpUrl.default('https://api.exa.ai'),
}

const environment = z.object(searchFields)
type Environment = z.output<typeof environment>

/** The Wikipedia of the language that is searched in. */
const wikipedia = 'https://{language}.wikipedia.org/w/api.php'

export function searchSettingsOf(settings: Environment): SearchSettings {
  return {
    searches: namesIn(settings).flatMap((name) => {
      const { url, key } = placeOf(name, settings)
      return url === undefined ? [] : [{ name, url, key }]
    }),
  }
}

/** Keys and addresses that the named services need and that are not set, a sentence each. */
export function missingSearchSettings(settings: Environment): readonly string[] {
  return namesIn(settings).flatMap((name) => {
    const { needs } = placeOf(name, settings)
    return needs ? [`SEARCH_PROVIDERS=${name}: ${needs} is not set. Set it, or leave ${name} out.`] : []
  })
}

/** Each once. Where none are named, the wiki whose address is given. */
function namesIn({ SEARCH_PROVIDERS, SEARCH_URL }: Environment): readonly SearchServiceName[] {
  return [...new Set(SEARCH_PROVIDERS ?? (SEARCH_URL === undefined ? [] : (['mediawiki'] as const)))]
}

interface Place {
  readonly url: string | undefined
  readonly key: string | undefined
  /** What it lacks. */
  readonly needs?: string | false | undefined
}

function placeOf(name: SearchServiceName, settings: Environment): Place {
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
