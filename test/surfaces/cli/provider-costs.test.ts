import { describe, expect, it } from 'vitest'
import { untold } from '../../support/providers/untold-usage.ts'
import { costOfRun, type ProviderRow } from './provider-row.ts'

const chat = (input: number, output: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ...untold,
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  ...more,
})
const tenThousand = chat(10_000, 1_000)
const claude = (usage: Readonly<Record<string, unknown>>) => ({ ...untold, ...usage })
const gemini = (usage: Readonly<Record<string, unknown>>) => ({ ...untold, ...usage })

const at = (address: string) => ({ COMPATIBLE_BASE_URL: address })
const openRouter = at('https://openrouter.ai/api/v1')
const perplexity = at('https://api.perplexity.ai')
const xai = at('https://api.x.ai/v1')
const googleOpenAi = at('https://generativelanguage.googleapis.com/v1beta/openai')
const written = { prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 9_162 } }
const upstream = { cost_details: { upstream_inference_cost: 0.0360795 } }

/** What a reply says in the provider's own form, and what the run then costs. */
const rows: Readonly<Record<string, readonly ProviderRow[]>> = {
  'a cost that the reply names (M2)': [
    {
      name: 'an own key at the upstream provider, the router for free',
      model: 'compatible:anthropic/claude-sonnet-4.5',
      settings: openRouter,
      usage: chat(9_171, 113, { ...written, cost: 0, is_byok: true, ...upstream }),
      right: 0.0360795,
    },
    {
      name: 'an own key at the upstream provider, and a fee',
      model: 'compatible:anthropic/claude-sonnet-4.5',
      settings: openRouter,
      usage: chat(9_171, 113, { ...written, cost: 0.001803975, is_byok: true, ...upstream }),
      right: 0.037883475,
    },
    {
      name: 'the upstream cost as a part of it',
      model: 'compatible:anthropic/claude-sonnet-4.5',
      settings: openRouter,
      usage: chat(9_171, 113, { ...written, cost: 0.0360795, ...upstream }),
      right: 0.0360795,
    },
    {
      name: 'zero in the header of a proxy',
      model: 'compatible:gpt-4o',
      settings: at('https://litellm.example/v1'),
      usage: tenThousand,
      headers: { 'x-litellm-response-cost': '0.0' },
      right: 0.035,
      isEstimated: true,
      cautions: ['named_cost_low', 'same_name'],
    },
    {
      name: 'zero in the header of a proxy that had the answer already',
      model: 'compatible:gpt-4o',
      settings: at('https://litellm.example/v1'),
      usage: tenThousand,
      headers: { 'x-litellm-response-cost': '0.0', 'x-litellm-cache-key': 'a1b2' },
      right: 0,
      cautions: ['same_name'],
    },
    {
      name: 'an object with the fee of the request',
      model: 'compatible:sonar-pro',
      settings: perplexity,
      usage: chat(7, 149, { cost: { total_cost: 0.00826, request_cost: 0.006 } }),
      right: 0.00826,
    },
    {
      name: 'ticks',
      model: 'compatible:grok-4',
      settings: xai,
      usage: chat(10_000, 1_000, { cost_in_usd_ticks: 450_000_000 }),
      right: 0.045,
    },
    {
      name: 'an estimate of the seller, as text',
      model: 'compatible:gpt-4o',
      settings: at('https://api.deepinfra.com/v1/openai'),
      usage: chat(10_000, 1_000, { estimated_cost: '0.0350' }),
      right: 0.035,
      cautions: ['same_name'],
    },
    {
      name: 'different in header and body, of which the body holds',
      model: 'openai:gpt-4o',
      usage: chat(10_000, 1_000, { cost: 0.035 }),
      headers: { 'x-litellm-response-cost': '0.5' },
      right: 0.035,
    },
  ],
  'tokens told outside of the completion (M4)': [
    {
      name: 'reasoning beside it',
      model: 'compatible:grok-4',
      settings: xai,
      usage: chat(10_120, 1_499, {
        total_tokens: 14_428,
        prompt_tokens_details: { cached_tokens: 128 },
        completion_tokens_details: { reasoning_tokens: 2_809 },
      }),
      right: 0.094692,
    },
    {
      name: 'thoughts in the total alone',
      model: 'compatible:gemini-2.5-pro',
      settings: googleOpenAi,
      usage: chat(21, 40, { total_tokens: 2_061 }),
      right: 0.02042625,
    },
    {
      name: 'thoughts beside it in the native form, and tool prompts beside the prompt',
      model: 'google:gemini-2.5-pro',
      usage: gemini({
        promptTokenCount: 1_500,
        cachedContentTokenCount: 1_000,
        candidatesTokenCount: 200,
        thoughtsTokenCount: 300,
        toolUsePromptTokenCount: 50,
        totalTokenCount: 2_050,
      }),
      // 550 × 1.25 + 1,000 × 0.125 + 500 × 10 millionths.
      right: 0.0058125,
    },
  ],
  'the seller that the address names (M5)': [
    {
      name: 'Groq, whose own price holds',
      model: 'compatible:openai/gpt-oss-120b',
      settings: at('https://api.groq.com/openai/v1'),
      usage: tenThousand,
      // 10,000 × 0.15 + 1,000 × 0.60 millionths.
      right: 0.0021,
    },
    {
      name: 'Perplexity, with the fee of the dearest search where none is told',
      model: 'compatible:sonar-pro',
      settings: perplexity,
      usage: tenThousand,
      // 10,000 × 3 + 1,000 × 15 millionths and 0.014.
      right: 0.059,
    },
    {
      name: 'OpenAI in Europe, ten percent dearer',
      model: 'openai:gpt-5.4',
      settings: { OPENAI_BASE_URL: 'https://eu.api.openai.com/v1' },
      usage: tenThousand,
      // 10,000 × 2.75 + 1,000 × 16.50 millionths.
      right: 0.044,
    },
    {
      name: 'OpenAI in the United States, ten percent dearer',
      model: 'openai:gpt-5.4',
      settings: { OPENAI_BASE_URL: 'https://us.api.openai.com/v1' },
      usage: tenThousand,
      right: 0.044,
    },
    {
      name: 'OpenAI in Europe, of a model without a surcharge',
      model: 'openai:gpt-4o',
      settings: { OPENAI_BASE_URL: 'https://eu.api.openai.com/v1' },
      usage: tenThousand,
      right: 0.035,
    },
    {
      name: 'an address that nobody knows, at the price of another',
      model: 'compatible:gpt-4o',
      settings: at('https://llm.example/v1'),
      usage: tenThousand,
      right: 0.035,
      isEstimated: true,
      cautions: ['same_name'],
    },
  ],
  'what the reply says beside its tokens (M6)': [
    {
      name: 'priority',
      model: 'openai:gpt-5',
      usage: tenThousand,
      body: { service_tier: 'priority' },
      right: 0.045,
    },
    {
      name: 'flex',
      model: 'openai:gpt-5',
      usage: tenThousand,
      body: { service_tier: 'flex' },
      right: 0.01125,
    },
    {
      name: 'a tier that nobody knows',
      model: 'openai:gpt-5',
      usage: tenThousand,
      body: { service_tier: 'warp' },
      right: 0.0225,
      isEstimated: true,
      cautions: ['modifier_unknown'],
    },
    {
      name: 'a cache that is kept for an hour',
      model: 'anthropic:claude-sonnet-4-5',
      usage: claude({
        input_tokens: 100,
        output_tokens: 100,
        cache_creation_input_tokens: 8_989,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 8_989 },
      }),
      right: 0.055734,
    },
    {
      name: 'searches',
      model: 'anthropic:claude-sonnet-4-5',
      usage: claude({
        input_tokens: 10_000,
        output_tokens: 1_000,
        server_tool_use: { web_search_requests: 3 },
      }),
      right: 0.075,
    },
    {
      name: 'inference in the United States',
      model: 'anthropic:claude-sonnet-4-5',
      usage: claude({ input_tokens: 100, output_tokens: 100, inference_geo: 'us' }),
      right: 0.00198,
    },
    {
      name: 'fast mode',
      model: 'anthropic:claude-opus-4-6',
      usage: claude({ input_tokens: 1_000, output_tokens: 100, speed: 'fast' }),
      // (1,000 × 5 + 100 × 25) × 6 millionths.
      right: 0.045,
    },
    {
      name: 'another model than was asked',
      model: 'anthropic:claude-fable-5',
      usage: claude({ input_tokens: 412, output_tokens: 264 }),
      body: { model: 'claude-opus-4-8' },
      right: 0.00866,
      isEstimated: true,
      cautions: ['served_model'],
    },
    {
      name: 'a model that nobody knows',
      model: 'openai:gpt-4o',
      usage: tenThousand,
      body: { model: 'prototype-9' },
      right: 0.035,
      isEstimated: true,
      cautions: ['served_unknown'],
    },
    {
      name: 'priority at Gemini, in a header',
      model: 'google:gemini-2.5-flash',
      usage: gemini({ promptTokenCount: 1_000, candidatesTokenCount: 100, totalTokenCount: 1_100 }),
      headers: { 'x-gemini-service-tier': 'priority' },
      // (1,000 × 0.3 + 100 × 2.5) × 1.8 millionths.
      right: 0.00099,
    },
  ],
  'names that only one provider has (M7)': [
    {
      name: 'cached tokens at the top, as Moonshot has them',
      model: 'compatible:kimi-k2-thinking',
      settings: at('https://api.moonshot.ai/v1'),
      usage: chat(10_000, 1_000, { cached_tokens: 9_000 }),
      right: 0.00445,
    },
    {
      name: 'a prompt written to a cache, as LiteLLM has it',
      model: 'openai:claude-opus-4.5',
      settings: { OPENAI_BASE_URL: 'https://api.anthropic.com/v1' },
      usage: chat(98_805, 5_120, {
        prompt_tokens_details: { cached_tokens: 66_360, cache_creation_tokens: 32_435 },
      }),
      right: 0.36394875,
    },
    {
      name: 'hits and misses of a cache, as DeepSeek has them',
      model: 'compatible:deepseek-chat',
      settings: at('https://api.deepseek.com'),
      usage: chat(10_000, 1_000, { prompt_cache_hit_tokens: 9_000, prompt_cache_miss_tokens: 1_000 }),
      // 9,000 × 0.07 + 1,000 × 0.27 + 1,000 × 1.1 millionths.
      right: 0.002,
    },
    {
      name: 'hits and misses of a cache, in the hours of which DeepSeek asks half',
      model: 'compatible:deepseek-chat',
      settings: at('https://api.deepseek.com'),
      usage: chat(10_000, 1_000, { prompt_cache_hit_tokens: 9_000, prompt_cache_miss_tokens: 1_000 }),
      when: '2026-11-26T17:00:00Z',
      right: 0.001,
    },
    {
      name: 'usage within x_groq',
      model: 'compatible:openai/gpt-oss-120b',
      settings: at('https://api.groq.com/openai/v1'),
      usage: untold,
      body: {
        x_groq: { id: 'r', usage: { prompt_tokens: 10_000, completion_tokens: 1_000, total_tokens: 11_000 } },
      },
      right: 0.0021,
    },
    {
      name: 'counts of evaluations, as Ollama has them',
      model: 'compatible:llama3.2',
      settings: at('http://127.0.0.1:11434/v1'),
      usage: untold,
      body: { prompt_eval_count: 10_000, eval_count: 1_000 },
      right: 0,
    },
    {
      name: 'no cost, as vLLM on this machine',
      model: 'compatible:Qwen/Qwen3-8B-house',
      settings: at('http://127.0.0.1:8000/v1'),
      usage: tenThousand,
      right: 0,
    },
    {
      name: 'a deployment with a name of its own, as at Azure, answered by the model behind it',
      model: 'openai:our-deployment',
      settings: { OPENAI_BASE_URL: 'https://ours.openai.azure.com/openai/v1' },
      usage: tenThousand,
      body: { model: 'gpt-4o-2024-08-06' },
      right: 0.035,
    },
    {
      name: 'counts as text',
      model: 'openai:gpt-4o',
      usage: chat(0, 0, { prompt_tokens: '10000', completion_tokens: '1000', total_tokens: '11000' }),
      right: 0.035,
    },
  ],
}

describe.each(Object.entries(rows))('%s', (_, table) => {
  it.each(table)('$name: $right', async (row) => {
    const { right, isEstimated = false, cautions = [] } = row

    const { total, uncertain, codes, isSound } = await costOfRun(row)

    expect({ total, codes, uncertain, isSound }).toEqual({
      total: right,
      codes: cautions,
      uncertain: isEstimated ? right : 0,
      isSound: true,
    })
  })
})
