import type { ProvidersSettings } from '../llm/model-providers.ts'
import type { ModelId } from '../pricing/model-id.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/**
 * Whether a model runs on this machine, on Ollama or another OpenAI-compatible server at a loopback address, and costs
 * nothing. A provider that goes by its own name is priced wherever its address points: that may be a proxy.
 */
export function isLoopbackModel({ provider }: ModelId, { compatible }: ProvidersSettings): boolean {
  if (provider !== 'compatible' || !compatible?.baseUrl) return false
  return loopback.test(new URL(compatible.baseUrl).hostname)
}
