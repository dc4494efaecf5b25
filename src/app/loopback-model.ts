import type { ProvidersSettings } from '../llm/provider-names.ts'
import type { ModelId } from '../pricing/model-id.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/**
 * Whether a model is called at an address of this machine. It may run here, on Ollama or the like, and cost nothing; or a gateway
 * may pass it on to a seller: the catalogue knows by the name. A provider that goes by its own name is priced wherever its
 * address points.
 */
export function isLoopbackModel({ provider }: ModelId, { compatible }: ProvidersSettings): boolean {
  if (provider !== 'compatible' || !compatible?.baseUrl) return false
  return loopback.test(new URL(compatible.baseUrl).hostname)
}
