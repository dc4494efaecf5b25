/** What a field of a usage object counts. */
const figures = [
  /** All tokens that went in, cached ones included. */
  'prompt',
  /** Tokens that went in, without those read from or written to a cache where such are told beside it. */
  'input',
  /** Tokens that went in on top of the others. */
  'inputExtra',
  'inputAudio',
  'inputAudioCached',
  /** Cached tokens within the prompt. */
  'cacheRead',
  'cacheWrite',
  /** Fresh tokens of the prompt. */
  'cacheMiss',
  /** Cached tokens beside `input`, within `prompt`. */
  'cacheReadBeside',
  'cacheWriteBeside',
  /** Parts of the tokens written to a cache: those that it keeps for an hour, and for less. */
  'cacheWriteHour',
  'cacheWriteMinutes',
  'output',
  /** Part of the output, or beside it: see `reconcile-tokens.ts`. */
  'reasoning',
  /** Reasoning that is surely no part of `output`. */
  'reasoningBeside',
  'outputAudio',
  'total',
  /** Seconds of sound. */
  'seconds',
  /** Searches of the web. */
  'searches',
] as const
export type Figure = (typeof figures)[number]

/** Where a reply, or one event of a streamed one, may hold its usage: paths from its root. */
export const usagePlaces = [
  'usage', // OpenAI and all who follow it; Anthropic's whole reply and its message_delta; Cohere v2
  'message.usage', // Anthropic's message_start
  'response.usage', // OpenAI's responses API, streamed
  'x_groq.usage', // Groq, streamed
  'choices.0.usage', // Moonshot, streamed
  'usageMetadata', // Gemini
  'result.usage', // Cloudflare Workers AI
  'response.usageMetadata', // Gemini behind Code Assist
  'delta.usage', // Cohere v2, streamed
  'meta', // Cohere v1
  'response.meta', // Cohere v1, streamed
  'error.usage', // a refusal that was charged
] as const

/**
 * Every name that a figure goes by, as a path within the usage object. Of several names of one figure the first that tells more than
 * zero counts. Support for a further provider is a line here; test/fixtures/usage-bodies has what its documentation shows.
 */
export const usageFields: readonly (readonly [path: string, figure: Figure])[] = [
  ['billed_units.input_tokens', 'input'], // Cohere: what is charged goes before what was counted
  ['billed_units.output_tokens', 'output'],
  ['tokens.input_tokens', 'input'],
  ['tokens.output_tokens', 'output'],
  ['prompt_tokens', 'prompt'], // OpenAI chat
  ['completion_tokens', 'output'],
  ['total_tokens', 'total'],
  ['input_tokens', 'input'], // OpenAI responses, Anthropic
  ['output_tokens', 'output'],
  ['promptTokenCount', 'prompt'], // Gemini
  ['candidatesTokenCount', 'output'],
  ['totalTokenCount', 'total'],
  ['promptTokens', 'prompt'], // gateways that go by the names of SDKs
  ['completionTokens', 'output'],
  ['inputTokens', 'input'], // Bedrock
  ['outputTokens', 'output'],
  ['totalTokens', 'total'],

  ['prompt_tokens_details.cached_tokens', 'cacheRead'],
  ['input_tokens_details.cached_tokens', 'cacheRead'],
  ['cached_tokens', 'cacheRead'], // Moonshot, Cohere
  ['prompt_cache_hit_tokens', 'cacheRead'], // DeepSeek
  ['cached_prompt_text_tokens', 'cacheRead'], // xAI, formerly
  ['cachedContentTokenCount', 'cacheRead'], // Gemini
  ['num_cached_tokens', 'cacheRead'], // Mistral
  ['prompt_token_details.cached_tokens', 'cacheRead'],
  ['cache_read_tokens', 'cacheRead'],
  ['prompt_tokens_details.cache_write_tokens', 'cacheWrite'], // OpenAI, OpenRouter
  ['input_tokens_details.cache_write_tokens', 'cacheWrite'],
  ['prompt_tokens_details.cache_creation_tokens', 'cacheWrite'], // LiteLLM
  ['prompt_tokens_details.cache_creation_input_tokens', 'cacheWrite'],
  ['cache_creation_tokens', 'cacheWrite'],
  ['cache_write_tokens', 'cacheWrite'],
  ['prompt_cache_miss_tokens', 'cacheMiss'], // DeepSeek
  ['cache_read_input_tokens', 'cacheReadBeside'], // Anthropic
  ['cache_creation_input_tokens', 'cacheWriteBeside'],
  ['cacheReadInputTokens', 'cacheReadBeside'], // Bedrock
  ['cacheWriteInputTokens', 'cacheWriteBeside'],
  ['cache_creation.ephemeral_1h_input_tokens', 'cacheWriteHour'], // Anthropic
  ['cache_creation.ephemeral_5m_input_tokens', 'cacheWriteMinutes'],
  ['prompt_tokens_details.cache_creation_token_details.ephemeral_1h_input_tokens', 'cacheWriteHour'], // LiteLLM

  ['toolUsePromptTokenCount', 'inputExtra'], // Gemini
  ['citation_tokens', 'inputExtra'], // Perplexity, at the rate of its input
  ['completion_tokens_details.reasoning_tokens', 'reasoning'],
  ['output_tokens_details.reasoning_tokens', 'reasoning'],
  ['output_tokens_details.thinking_tokens', 'reasoning'], // Anthropic
  ['thoughtsTokenCount', 'reasoningBeside'], // Gemini
  ['reasoning_tokens', 'reasoningBeside'], // Perplexity

  ['prompt_tokens_details.audio_tokens', 'inputAudio'],
  ['input_tokens_details.audio_tokens', 'inputAudio'],
  ['input_token_details.audio_tokens', 'inputAudio'], // OpenAI transcriptions
  ['promptTokensDetails[modality=AUDIO].tokenCount', 'inputAudio'], // Gemini
  ['cacheTokensDetails[modality=AUDIO].tokenCount', 'inputAudioCached'],
  ['completion_tokens_details.audio_tokens', 'outputAudio'],
  ['output_token_details.audio_tokens', 'outputAudio'],
  ['candidatesTokensDetails[modality=AUDIO].tokenCount', 'outputAudio'],
  ['seconds', 'seconds'], // OpenAI transcriptions: what is charged
  ['prompt_audio_seconds', 'seconds'], // Mistral
  ['server_tool_use.web_search_requests', 'searches'], // Anthropic, OpenRouter
  ['server_side_tool_usage_details.web_search_calls', 'searches'], // xAI
  ['num_search_queries', 'searches'], // Perplexity
  ['billed_units.search_units', 'searches'], // Cohere
  ['num_sources_used', 'searches'], // xAI, by the source
]

/** The same outside of any usage object, as paths from the root. */
export const replyFields: readonly (readonly [path: string, figure: Figure])[] = [
  ['prompt_eval_count', 'prompt'], // Ollama
  ['eval_count', 'output'],
  ['tokens_evaluated', 'prompt'], // llama.cpp
  ['tokens_predicted', 'output'],
  ['duration', 'seconds'], // OpenAI transcriptions: what was heard
  ['metadata.duration', 'seconds'], // Deepgram
  ['audio_duration', 'seconds'], // AssemblyAI
  ['output[type=web_search_call]#', 'searches'], // OpenAI responses
  ['response.output[type=web_search_call]#', 'searches'],
  ['candidates.0.groundingMetadata.webSearchQueries#', 'searches'], // Gemini
]
