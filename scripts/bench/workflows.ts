import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { generateText } from 'ai'
import { newHoldId } from '../../src/app/new-hold-id.ts'
import { systemTimers } from '../../src/app/timers.ts'
import { trackRequestBudget } from '../../src/budget/request-scope.ts'
import { createLanguageModels } from '../../src/llm/language-models.ts'
import { createMeter } from '../../src/llm/ledger-meter.ts'
import { createModelProviders } from '../../src/llm/model-providers.ts'
import { createCatalogue } from '../../src/pricing/catalogue.ts'
import { duration, type Measurement, paired, timeMs } from './measure.ts'
import { inFolder, openBenchLedger } from './stores.ts'

const workflows = 500
const callsPerWorkflow = 10
const latencyMs = 50
const model = { provider: 'openai', model: 'gpt-5-mini' } as const
const bounds = { maxOutputTokens: 500, leastOutputTokens: 100 } as const
const prompt = 'Say in one sentence what a ledger is.'

/** All workflows at once, each with its calls one after another, through the meter and without it. */
export async function benchWorkflows(): Promise<readonly Measurement[]> {
  return inFolder(async (folder) => {
    const server = await startServer()
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    const providers = createModelProviders({ openai: { apiKey: 'bench', baseUrl } }, { timers: systemTimers })
    const ledger = await openBenchLedger(join(folder, 'ledger.db'))
    const catalogue = await createCatalogue({ unpriced: 'fallback', now: () => new Date() })
    const meter = createMeter({
      ledger,
      prices: catalogue,
      now: Date.now,
      timers: systemTimers,
      newId: newHoldId,
    })
    const models = createLanguageModels({ providers, meter, timeoutMs: 60_000 })
    const peak = { measured: 0, floor: 0 }
    const result = await paired(
      3,
      () =>
        runAll(
          () => models.metered(model, bounds),
          (bytes) => {
            peak.measured = Math.max(peak.measured, bytes)
          },
        ),
      () =>
        runAll(
          () => providers.languageModel(model),
          (bytes) => {
            peak.floor = Math.max(peak.floor, bytes)
          },
        ),
    )
    await ledger.close()
    server.closeAllConnections()
    server.close()
    return [
      {
        name: `${workflows} workflows of ${callsPerWorkflow} calls, ${latencyMs} ms each, metered`,
        floor: `unmetered, ${duration(result.floor)}, peak ${megabytes(peak.floor)}`,
        measured: `${duration(result.measured)}, peak ${megabytes(peak.measured)}`,
        ratio: result.ratio,
        aim: 'within 1.15',
      },
    ]
  })
}

type Model = Parameters<typeof generateText>[0]['model']

async function runAll(modelOf: () => Model, sawMemory: (bytes: number) => void): Promise<number> {
  const timer = setInterval(() => sawMemory(process.memoryUsage().rss), 50)
  const elapsedMs = await timeMs(() =>
    Promise.all(
      Array.from({ length: workflows }, (_, index) =>
        trackRequestBudget(
          {
            totalNanoUsd: 10n ** 12n,
            attribution: { tenant: `guild_${index % 20}`, workflow: `wf_${index}` },
          },
          async () => {
            for (let call = 0; call < callsPerWorkflow; call++)
              await generateText({
                model: modelOf(),
                prompt,
                maxOutputTokens: bounds.maxOutputTokens,
                maxRetries: 0,
              })
          },
        ),
      ),
    ),
  )
  clearInterval(timer)
  sawMemory(process.memoryUsage().rss)
  return elapsedMs
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`
}

const answer = JSON.stringify({
  id: 'bench',
  object: 'chat.completion',
  created: 0,
  model: model.model,
  choices: [
    { index: 0, message: { role: 'assistant', content: 'A book of accounts.' }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 20, completion_tokens: 6, total_tokens: 26 },
})

/** Answers every chat completion alike, after the latency. */
function startServer(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(answer), latencyMs)
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
