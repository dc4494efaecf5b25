import type { LanguageModelV4CallOptions, LanguageModelV4ProviderTool } from '@ai-sdk/provider'
import type { ModelId } from '../../pricing/model-id.ts'

/** A provider's own search of the web, as its models are given it. */
export interface SearchOffer {
  readonly tool: LanguageModelV4ProviderTool
  readonly providerOptions?: LanguageModelV4CallOptions['providerOptions']
  /** So many searches are made in a call at most, as far as the provider can be told. */
  readonly mostSearches: number
  /** What is found is read by the model, and charged as its input: so many tokens of a search at most. */
  readonly tokensOfSearch: number
}

/**
 * OpenAI: two calls of the tool, so that a page can be opened https://platform.openai.com/docs/guides/tools-web-search;
 * Anthropic: https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool; Gemini asks as often as it likes, and charges
 * nothing for what it reads: https://ai.google.dev/gemini-api/docs/google-search (2026-11).
 */
const offers: Readonly<Record<string, SearchOffer & { readonly without: RegExp }>> = {
  openai: {
    tool: {
      type: 'provider',
      id: 'openai.web_search',
      name: 'web_search',
      args: { searchContextSize: 'low' },
    },
    providerOptions: { openai: { maxToolCalls: 2, store: false } },
    mostSearches: 2,
    tokensOfSearch: 16_000,
    without: /^(?:gpt-3|gpt-4(?!o|\.1)|gpt-4\.1-nano|o1|davinci|babbage)|audio|realtime/,
  },
  anthropic: {
    tool: {
      type: 'provider',
      id: 'anthropic.web_search_20250305',
      name: 'web_search',
      args: { maxUses: 1 },
    },
    mostSearches: 1,
    tokensOfSearch: 30_000,
    without: /^claude-(?:2|instant|3-(?:opus|sonnet|haiku))/,
  },
  google: {
    tool: { type: 'provider', id: 'google.google_search', name: 'google_search', args: {} },
    mostSearches: 4,
    tokensOfSearch: 0,
    without: /^(?:gemini-1|gemma|learnlm)/,
  },
}

/** Undefined where a model has no search of its own, or none that is known. */
export function searchOfferOf({ provider, model }: ModelId): SearchOffer | undefined {
  const offer = Object.hasOwn(offers, provider) ? offers[provider] : undefined
  return offer && !offer.without.test(model) ? offer : undefined
}
