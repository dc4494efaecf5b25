import type { LocalHttp } from './local-http.ts'

/** What an application reports of a quarter of a dollar that it has spent. */
export function spendEvent(id: string, tenant: string) {
  const data = {
    total_cost: 0.25,
    currency: 'USD',
    api_calls: 1,
    free_requests: 0,
    node_costs: {},
    prompt_tokens: 1,
    completion_tokens: 1,
    total_tokens: 2,
  }
  return { id, type: 'track_cost', tenant, data }
}

/** How many streams of live events are open, as the metrics say. */
export async function openStreams(
  http: LocalHttp,
  headers?: Readonly<Record<string, string>>,
): Promise<number> {
  const text = await (await http.get('/metrics', headers)).text()
  return Number(/^autointel_event_streams (\d+)$/m.exec(text)?.[1])
}
