import type { NanoUsd } from '../../../money/nano-usd.ts'

/** What somebody has decided who sets Autointel up. */
export interface Setup {
  /** By the names of settings. */
  readonly settings: Readonly<Record<string, string>>
  /** Of the whole bot; undefined: stays as it is. */
  readonly dayLimitNanoUsd: NanoUsd | undefined
  readonly monthLimitNanoUsd: NanoUsd | undefined
}

/** A model to begin with, by the setting that has the key to it. */
export const firstModels = {
  OPENAI_API_KEY: 'openai:gpt-5-mini',
  ANTHROPIC_API_KEY: 'anthropic:claude-sonnet-4-5',
  GOOGLE_GENERATIVE_AI_API_KEY: 'google:gemini-2.5-flash',
} as const
export type KeySetting = keyof typeof firstModels
