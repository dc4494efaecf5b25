export const providerNames = ['openai', 'anthropic', 'google', 'compatible'] as const
export type ProviderName = (typeof providerNames)[number]

/** How a provider is reached. */
export interface ProviderSettings {
  readonly apiKey?: string | undefined
  readonly baseUrl?: string | undefined
}

/** Who turns speech into text. */
export const recogniserNames = ['openai', 'groq', 'deepgram', 'assemblyai', 'compatible'] as const
export type RecogniserName = (typeof recogniserNames)[number]

export type ProvidersSettings = Readonly<Partial<Record<ProviderName | RecogniserName, ProviderSettings>>>

/** The address that a provider's calls are sent to; undefined: its own. */
export function addressOf(provider: string, settings: ProvidersSettings): string | undefined {
  const known = [...providerNames, ...recogniserNames].find((name) => name === provider)
  return known && settings[known]?.baseUrl
}
