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
/** Who hears recordings, by the model to begin with. */
export const firstHearers = {
  'openai:whisper-1': { label: 'OpenAI', key: 'OPENAI_API_KEY' },
  'groq:whisper-large-v3-turbo': { label: 'Groq', key: 'GROQ_API_KEY' },
  'deepgram:nova-3': { label: 'Deepgram', key: 'DEEPGRAM_API_KEY' },
  'assemblyai:universal-2': { label: 'AssemblyAI', key: 'ASSEMBLYAI_API_KEY' },
} as const
export type Hearer = keyof typeof firstHearers

export type KeySetting = keyof typeof firstModels
