import { resolve } from 'node:path'
import { z } from 'zod'
import { commaSeparated, httpAddress } from './fields.ts'

/** What may be fetched, and how. */
export interface SourceSettings {
  /** `host:port` exceptions to the rule that private addresses are not fetched. */
  readonly sourceAllowHosts: readonly string[]
  /** An HTTP proxy for fetching sources, with its password. */
  readonly sourceProxy: URL | undefined
  /** The program yt-dlp: a path, or a name on the search path. */
  readonly ytDlp: string
}

const hostAndPort = /^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):\d{1,5}$/i

/** The settings as the environment has them. */
export const sourceFields = {
  SOURCE_ALLOW_HOSTS: commaSeparated
    .pipe(z.array(z.string().regex(hostAndPort, 'expected host:port, separated by commas')))
    .default([]),
  SOURCE_PROXY: httpAddress.transform((address) => new URL(address)).optional(),
  YT_DLP: z.string().default('yt-dlp'),
}

const environment = z.object(sourceFields)

export function sourceSettingsOf(settings: z.output<typeof environment>): SourceSettings {
  return {
    sourceAllowHosts: settings.SOURCE_ALLOW_HOSTS,
    sourceProxy: settings.SOURCE_PROXY,
    ytDlp: settings.YT_DLP.includes('/') ? resolve(settings.YT_DLP) : settings.YT_DLP,
  }
}
