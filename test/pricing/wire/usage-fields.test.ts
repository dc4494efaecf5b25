import { expect, it } from 'vitest'
import { toldBy } from '../../../src/pricing/wire/told.ts'

// What no documented body of test/fixtures/usage-bodies shows.
it.each([
  [
    'Bedrock',
    {
      usage: {
        inputTokens: 1,
        outputTokens: 2,
        totalTokens: 10,
        cacheReadInputTokens: 3,
        cacheWriteInputTokens: 4,
      },
    },
    { input: 1, output: 2, total: 10, cacheReadBeside: 3, cacheWriteBeside: 4 },
  ],
  ['xAI, formerly', { usage: { cached_prompt_text_tokens: 3 } }, { cacheRead: 3 }],
  [
    'a gateway with plain names for the cache',
    { usage: { cache_read_tokens: 3, cache_write_tokens: 4 } },
    { cacheRead: 3, cacheWrite: 4 },
  ],
  ['a gateway that creates', { usage: { cache_creation_tokens: 4 } }, { cacheWrite: 4 }],
  ['OpenAI responses', { usage: { input_tokens_details: { cache_write_tokens: 4 } } }, { cacheWrite: 4 }],
  [
    'LiteLLM before Anthropic',
    {
      usage: {
        prompt_tokens_details: {
          cache_creation_input_tokens: 4,
          cache_creation_token_details: { ephemeral_1h_input_tokens: 1 },
        },
      },
    },
    { cacheWrite: 4, cacheWriteHour: 1 },
  ],
  ['Anthropic that thinks', { usage: { output_tokens_details: { thinking_tokens: 5 } } }, { reasoning: 5 }],
  [
    'OpenAI by voice',
    { usage: { input_tokens_details: { audio_tokens: 6 }, output_token_details: { audio_tokens: 7 } } },
    { inputAudio: 6, outputAudio: 7 },
  ],
  [
    'Gemini by voice, from a cache',
    {
      usageMetadata: {
        cacheTokensDetails: [
          { modality: 'TEXT', tokenCount: 1 },
          { modality: 'AUDIO', tokenCount: 6 },
        ],
        candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: 7 }],
      },
    },
    { inputAudioCached: 6, outputAudio: 7 },
  ],
  ['Gemini behind Code Assist', { response: { usageMetadata: { promptTokenCount: 8 } } }, { prompt: 8 }],
  ['Mistral by sound', { usage: { prompt_audio_seconds: 9 } }, { seconds: 9 }],
  [
    'xAI that searches',
    { usage: { server_side_tool_usage_details: { web_search_calls: 2 } } },
    { searches: 2 },
  ],
  [
    'Gemini that searches',
    { candidates: [{ groundingMetadata: { webSearchQueries: ['a', 'b', 'c'] } }] },
    { searches: 3 },
  ],
  ['Cohere v1', { meta: { billed_units: { input_tokens: 1, output_tokens: 2 } } }, { input: 1, output: 2 }],
  [
    'Cohere v1, streamed',
    { response: { meta: { billed_units: { input_tokens: 1, output_tokens: 2 } } } },
    { input: 1, output: 2 },
  ],
  [
    'Cohere, which charges less than it counts',
    { meta: { billed_units: { input_tokens: 1 }, tokens: { input_tokens: 100, output_tokens: 2 } } },
    { input: 1, output: 2 },
  ],
  ['a refusal that was charged', { error: { usage: { prompt_tokens: 8 } } }, { prompt: 8 }],
  ['llama.cpp', { tokens_evaluated: 8, tokens_predicted: 9 }, { prompt: 8, output: 9 }],
])('the figures of %s are read', (_, body, figures) => {
  expect(toldBy(body).figures).toEqual(figures)
})
