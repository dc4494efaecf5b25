import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface CostAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text is sent as it is. */
  readonly body: unknown
}

export interface CostServer {
  readonly url: string
  /** What was asked for, in order. */
  readonly asked: URL[]
  /** The headers of each question. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>[]
}

/** A provider's endpoints for costs, in the provider's form, until the test ends. What is undefined is not there. */
export async function startCostServer(
  answerTo: (url: URL, nth: number) => CostAnswer | undefined,
): Promise<CostServer> {
  const asked: URL[] = []
  const headers: CostServer['headers'] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    asked.push(url)
    headers.push(request.headers)
    const answer = answerTo(url, asked.length) ?? { status: 404, body: { error: { message: 'Not found.' } } }
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${port}`, asked, headers }
}

/** A page of OpenAI's costs: `[day, [line item, amount][]]`, the amounts as they stand in the body. */
export function openAiCostPage(
  days: readonly (readonly [string, readonly (readonly [string | null, string, string?])[]])[],
  nextPage: string | null = null,
): string {
  const buckets = days.map(([day, results]) => {
    const start = Date.parse(`${day}T00:00:00Z`) / 1_000
    const lines = results.map(
      ([item, value, key]) =>
        `{"object":"organization.costs.result","amount":{"value":${value},"currency":"usd"},"line_item":${JSON.stringify(item)},"project_id":null,"api_key_id":${JSON.stringify(key ?? null)},"quantity":null}`,
    )
    return `{"object":"bucket","start_time":${start},"end_time":${start + 86_400},"results":[${lines.join(',')}]}`
  })
  return `{"object":"page","data":[${buckets.join(',')}],"has_more":${nextPage !== null},"next_page":${JSON.stringify(nextPage)}}`
}

/** A page of OpenAI's use of chat models: `[day, model, requests, tier][]`. */
export function openAiUsagePage(uses: readonly (readonly [string, string, number, string])[]): unknown {
  return {
    object: 'page',
    has_more: false,
    next_page: null,
    data: uses.map(([day, model, requests, tier]) => ({
      object: 'bucket',
      start_time: Date.parse(`${day}T00:00:00Z`) / 1_000,
      end_time: Date.parse(`${day}T00:00:00Z`) / 1_000 + 86_400,
      results: [
        {
          object: 'organization.usage.completions.result',
          input_tokens: 1_000 * requests,
          output_tokens: 100 * requests,
          input_cached_tokens: 0,
          num_model_requests: requests,
          model,
          service_tier: tier,
        },
      ],
    })),
  }
}

/** A page of Anthropic's analytics of costs: `[day, model, cents, cents before discounts]`. */
export function anthropicCostPage(
  rows: readonly (readonly [string, string | null, string, string?])[],
  nextPage: string | null = null,
): unknown {
  return {
    data: rows.map(([day, model, amount, list = amount]) => ({
      starting_at: `${day}T00:00:00Z`,
      ending_at: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString(),
      group: { model, workspace_id: null, api_key_id: null, cost_type: model ? 'tokens' : 'web_search' },
      cost: { amount, list_amount: list, currency: 'USD', requests: null },
    })),
    has_more: nextPage !== null,
    next_page: nextPage,
  }
}

/** A page of Anthropic's older cost report, of one day. */
export function anthropicReportPage(
  day: string,
  results: readonly (readonly [string | null, string])[],
  nextPage: string | null = null,
): unknown {
  return {
    data: [
      {
        starting_at: `${day}T00:00:00Z`,
        ending_at: new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString(),
        results: results.map(([model, amount]) => ({
          amount,
          currency: 'USD',
          cost_type: 'tokens',
          description: `${model} Usage - Input Tokens`,
          model,
          context_window: '0-200k',
          service_tier: 'standard',
          token_type: 'uncached_input_tokens',
          inference_geo: 'global',
          workspace_id: null,
        })),
      },
    ],
    has_more: nextPage !== null,
    next_page: nextPage,
  }
}
