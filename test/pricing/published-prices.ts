import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Provider } from '@pydantic/genai-prices'
import { waitForUpdate } from '@pydantic/genai-prices'
import { expect, onTestFinished } from 'vitest'
import type { Catalogue, CatalogueOptions } from '../../src/pricing/catalogue.ts'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import type { DownloadOptions } from '../../src/pricing/renew-prices.ts'
import { HandDrivenTimers } from '../support/time/hand-driven-timers.ts'

/** After the bundled prices were published. */
const later = new Date('2026-11-01T00:00:00Z')
/** The bundled data as it is published. */
export const bundled = ((await waitForUpdate()) ?? []) as Provider[]

/** The bundled data, or other such, with the published price of one model replaced. */
export function published(
  model: string,
  prices: Record<string, unknown>,
  base: readonly Provider[] = bundled,
): readonly Provider[] {
  return base.map((provider) => ({
    ...provider,
    models: provider.models.map((info) =>
      `${provider.id}:${info.id}` === model ? { ...info, prices: prices as typeof info.prices } : info,
    ),
  }))
}

/** Answers on the loopback until the test ends; the address of the data. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.json`
}

/** The address of a server that publishes `body`. */
export async function serving(body: unknown): Promise<string> {
  return serve((_, response) => response.end(JSON.stringify(body)))
}

/** A catalogue that downloads from `url`, stopped when the test ends. */
export async function opened(
  url: string,
  download: Partial<DownloadOptions> = {},
  options: Partial<CatalogueOptions> = {},
): Promise<Catalogue> {
  const open = await createCatalogue({
    unpriced: 'refuse',
    now: () => later,
    download: { fetch, url, timers: new HandDrivenTimers(), everyHours: 24, ...download },
    ...options,
  })
  onTestFinished(() => open.stop())
  return open
}

/** What a million input tokens of a model of OpenAI's cost. */
export function inputOf(open: Catalogue, model = 'gpt-4'): string | undefined {
  const answer = open.priceOf({ provider: 'openai', model })
  expect(answer.kind).toBe('priced')
  return (answer as { price: { input?: { toFixed(): string } } }).price.input?.toFixed()
}
