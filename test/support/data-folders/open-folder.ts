import { readConfig } from '../../../src/app/config.ts'
import { type Autointel, openAutointel } from '../../../src/app/open-autointel.ts'
import { sharedWorkers } from '../workers/shared-workers.ts'

export interface FolderPlace {
  readonly directory: string
  /** Of the local provider, `/v1` included. */
  readonly providerUrl: string
  /** The time of everything, epoch milliseconds. */
  readonly now: () => number
  readonly variables?: Readonly<Record<string, string>>
}

/** Opens a data folder with the settings that its runs were made with. */
export function openFolder({ directory, providerUrl, now, variables }: FolderPlace): Promise<Autointel> {
  const config = readConfig({
    DATA_DIR: directory,
    MODELS: 'openai:gpt-4o,openai:gpt-4o-mini',
    EMBEDDING_MODEL: 'openai:text-embedding-3-small',
    OPENAI_BASE_URL: providerUrl,
    PRICES_REFRESH_HOURS: '0',
    TIME_ZONE: 'Europe/Berlin',
    ...variables,
  })
  return openAutointel(config, { now, workers: sharedWorkers })
}
