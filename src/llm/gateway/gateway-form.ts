import type { ProviderName } from '../provider-names.ts'

export const gatewayForms = ['chat', 'responses', 'embeddings', 'messages'] as const
/** Which of the providers' own calls a request is. */
export type GatewayForm = (typeof gatewayForms)[number]

/** Behind a provider's base address, and behind ours. */
export const formPaths: Readonly<Record<GatewayForm, string>> = {
  chat: '/chat/completions',
  responses: '/responses',
  embeddings: '/embeddings',
  messages: '/messages',
}

/** Who understands a form, in the order in which a model without a provider's name is looked for. */
export const formProviders: Readonly<Record<GatewayForm, readonly ProviderName[]>> = {
  chat: ['openai', 'compatible'],
  responses: ['openai', 'compatible'],
  embeddings: ['openai', 'compatible'],
  messages: ['anthropic'],
}

/** Where a request names its output ceiling: the first that is there holds, and the first is set where none is. */
export const ceilingFields: Readonly<Record<GatewayForm, readonly [string, ...string[]] | undefined>> = {
  chat: ['max_completion_tokens', 'max_tokens'],
  responses: ['max_output_tokens'],
  embeddings: undefined,
  messages: ['max_tokens'],
}
