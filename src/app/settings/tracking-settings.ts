import { extname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { usdAmount } from './fields.ts'

/** What people are shown and told of costs. The books are kept, and limits hold, whatever these say. */
export interface TrackingSettings {
  readonly tracksCosts: boolean
  /** A run that costs at least this much is told of; undefined: none is. */
  readonly costAlertThresholdNanoUsd: NanoUsd | undefined
  /** The file that a report is written to whenever the program ends. */
  readonly costsOnExit: CostsFile | undefined
}

export interface CostsFile {
  readonly path: string
  readonly format: (typeof formats)[keyof typeof formats]
}

const formats = { '.json': 'json', '.jsonl': 'jsonl', '.csv': 'csv' } as const

const no = ['false', 'off', 'no', '0']
const yes = ['true', 'on', 'yes', '1']

const yesOrNo = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.enum([...yes, ...no], 'expected true or false'))
  .transform((word) => yes.includes(word))

/** A path; `true` is a file in the data folder, `false` none. */
const costsFile = z.string().transform((text, context) => {
  const word = text.trim()
  if (no.includes(word.toLowerCase())) return undefined
  const path = yes.includes(word.toLowerCase()) ? defaultFile : word
  const format = Object.entries(formats).find(([ending]) => ending === extname(path).toLowerCase())?.[1]
  if (format) return { path, format }
  context.addIssue({ code: 'custom', message: 'expected the name of a .json, .jsonl or .csv file' })
  return z.NEVER
})

const defaultFile = 'costs.json'

/** The settings as the environment has them. */
export const trackingFields = {
  TRACK_COSTS: yesOrNo.prefault('true'),
  COST_ALERT_THRESHOLD: usdAmount.optional(),
  EXPORT_COSTS_ON_EXIT: costsFile.optional(),
}

const environment = z.object(trackingFields)

/** @param dataDirectory where the file is that has no name of its own */
export function trackingSettingsOf(
  settings: z.output<typeof environment>,
  dataDirectory: string,
): TrackingSettings {
  const { TRACK_COSTS: tracksCosts, EXPORT_COSTS_ON_EXIT: file } = settings
  const path = file && (file.path === defaultFile ? join(dataDirectory, defaultFile) : resolve(file.path))
  return {
    tracksCosts,
    costAlertThresholdNanoUsd: tracksCosts ? settings.COST_ALERT_THRESHOLD : undefined,
    costsOnExit: tracksCosts && file && path ? { ...file, path } : undefined,
  }
}
