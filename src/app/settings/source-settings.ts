import { resolve } from 'node:path'
import { z } from 'zod'
import { trainedDataFile } from '../../sources/ocr/trained-data.ts'
import { commaSeparated, httpAddress } from './fields.ts'

/** What may be fetched, and how. */
export interface SourceSettings {
  /** `host:port` exceptions to the rule that private addresses are not fetched. */
  readonly sourceAllowHosts: readonly string[]
  /** An HTTP proxy for fetching sources, with its password. */
  readonly sourceProxy: URL | undefined
  /** The program yt-dlp: a path, or a name on the search path. */
  readonly ytDlp: string
  /** Those that text in pictures is recognised in, as Tesseract names them; none: it is not. */
  readonly ocrLanguages: readonly string[]
}

const hostAndPort = /^(\[[0-9a-f:.]+\]|[^\s:/[\]]+):\d{1,5}$/i

/** The settings as the environment has them. */
export const sourceFields = {
  SOURCE_ALLOW_HOSTS: commaSeparated
    .pipe(z.array(z.string().regex(hostAndPort, 'expected host:port, separated by commas')))
    .default([]),
  SOURCE_PROXY: httpAddress.transform((address) => new URL(address)).optional(),
  YT_DLP: z.string().default('yt-dlp'),
  OCR_LANGUAGES: commaSeparated
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(?:none|[a-z]{3}(?:_[a-z]+)*)$/i, 'expected names of languages such as eng,rus, or none'),
      ),
    )
    .refine((languages) => languages.every(isInstalled), {
      error:
        'expected languages whose data is installed: npm install @tesseract.js-data/…, or the package tesseract-ocr-… of the system',
    })
    .default(['eng']),
}

/** Stops the start rather than leaving a language out in silence. */
function isInstalled(language: string): boolean {
  return language === 'none' || trainedDataFile(language) !== undefined
}

const environment = z.object(sourceFields)

export function sourceSettingsOf(settings: z.output<typeof environment>): SourceSettings {
  return {
    sourceAllowHosts: settings.SOURCE_ALLOW_HOSTS,
    sourceProxy: settings.SOURCE_PROXY,
    ytDlp: settings.YT_DLP.includes('/') ? resolve(settings.YT_DLP) : settings.YT_DLP,
    ocrLanguages: settings.OCR_LANGUAGES.filter((language) => language !== 'none'),
  }
}
