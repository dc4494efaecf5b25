import { onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { startAnthropicServer } from '../../support/providers/anthropic-server.ts'
import { startGeminiServer } from '../../support/providers/gemini-server.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'
import { answer, type Plan } from '../../support/providers/reply.ts'
import { article } from './run-cli.ts'

export interface ProviderRow {
  readonly name: string
  readonly model: string
  /** The provider's address, where it is not its own. */
  readonly settings?: Readonly<Record<string, string>>
  /** The usage object as it stands in the reply. */
  readonly usage: Readonly<Record<string, unknown>>
  /** Beside it in the body. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** US dollars. */
  readonly right: number
  readonly isEstimated?: boolean
  readonly cautions?: readonly string[]
  /** When the run is, ISO 8601; default: in the hours in which no price is lower. */
  readonly when?: string
}

const usualHours = '2026-11-26T09:00:00Z'

const starters = {
  openai: startOpenAiServer,
  compatible: startOpenAiServer,
  anthropic: startAnthropicServer,
  google: startGeminiServer,
}
const keys = {
  openai: 'OPENAI_API_KEY',
  compatible: 'COMPATIBLE_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
}
const addresses = {
  openai: 'https://api.openai.com',
  compatible: '',
  anthropic: 'https://api.anthropic.com',
  google: 'https://generativelanguage.googleapis.com',
}

/** A command line whose provider is a local server in that provider's form, at the address of the seller. */
export async function openProvider(
  { model, settings = {}, when = usualHours }: Pick<ProviderRow, 'model' | 'settings' | 'when'>,
  servers: Readonly<Record<string, string>> = {},
) {
  const provider = model.split(':')[0] as keyof typeof starters
  const server = await starters[provider]()
  onTestFinished(() => server.close())
  const address = Object.values(settings)[0] ?? addresses[provider]
  const cli = openCommandLine({
    settings: { MODELS: model, [keys[provider]]: 'test-key', ...settings },
    servers: { [new URL(address).origin]: new URL(server.url).origin, ...servers },
    now: () => Date.parse(when),
  })
  const source = cli.file('harbour.md', article)
  return { server, cli, run: () => cli.run(source, '--depth', 'quick', '--json') }
}

/** One run against a provider that answers like this, and what every surface of the command line then says of it. */
export async function costOfRun(row: ProviderRow) {
  const { usage, body, headers } = row
  return costOfReplies(row, [
    answer({ usageFields: usage, ...(body && { bodyFields: body }), ...(headers && { headers }) }),
  ])
}

export async function costOfReplies(row: Pick<ProviderRow, 'model' | 'settings' | 'when'>, replies: Plan) {
  const { server, cli, run } = await openProvider(row)
  server.respondWith(replies)
  const { code, stdout, stderr } = await run()
  const result = JSON.parse(stdout)
  const report = JSON.parse((await cli.run('report', '--json')).stdout)
  const unresolved = JSON.parse((await cli.run('unresolved', '--json')).stdout)
  const verified = await cli.run('verify')
  return {
    code,
    stderr,
    status: result.status,
    total: result.cost.total_cost,
    calls: server.requests.length,
    codes: result.cautions.map((caution: { code: string }) => caution.code).sort(),
    uncertain: report.uncertain_cost,
    unresolved,
    isSound: verified.code === 0 && report.total_cost === result.cost.total_cost,
  }
}
