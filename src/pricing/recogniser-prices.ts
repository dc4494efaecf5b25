import { type PriceData, parsePriceData } from './price-data.ts'

const perHour = (usd: number) => ({ audio_hours: usd, input_audio_hours: usd })
const named = (id: string, usd: number) => ({ id, match: { equals: id }, prices: perHour(usd) })

/**
 * Recognisers of speech that the published data does not have. Pay as you go, in US dollars an hour, with telling speakers apart: Deepgram's
 * multilingual rate of its models (https://deepgram.com/pricing, 2026-08), AssemblyAI's (https://www.assemblyai.com/pricing, 2026-10). Where
 * sources differ the dearest is taken.
 */
const published = [
  {
    id: 'deepgram',
    api_pattern: 'https://api(\\.eu)?\\.deepgram\\.com',
    models: [
      { id: 'nova-3', match: { starts_with: 'nova-3' }, prices: perHour(0.672) },
      { id: 'nova-2', match: { starts_with: 'nova-2' }, prices: perHour(0.672) },
    ],
  },
  {
    id: 'assemblyai',
    api_pattern: 'https://api(\\.eu)?\\.assemblyai\\.com',
    models: [
      named('universal-3-5-pro', 0.23),
      named('universal-3-pro', 0.23),
      named('universal-2', 0.17),
      named('best', 0.23),
    ],
  },
]

/** The data with the recognisers that it leaves out. */
export function withRecognisers(data: PriceData): PriceData {
  const parsed = parsePriceData(published, data.updatedAt)
  if (parsed.kind !== 'parsed') return data
  const known = new Set(data.providers.map(({ id }) => id))
  const further = parsed.data.providers.filter(({ id }) => !known.has(id))
  return further.length === 0 ? data : { ...data, providers: [...data.providers, ...further] }
}
