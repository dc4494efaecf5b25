import type { Command } from 'commander'
import { configuredModels } from '../../../app/configured-models.ts'
import { exitCodes } from '../../../app/exit-codes.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Output } from '../../../app/output.ts'
import { wrapped } from '../../../app/terminal-text.ts'
import type { AuditRecord } from '../../../ledger/ledger-store.ts'
import { priceOf } from '../../../locales/model-price.ts'
import { ownPriceText } from '../../../locales/price-words.ts'
import { formatModelId, type ModelId, parseModelId } from '../../../pricing/model-id.ts'
import type { PriceChange } from '../../../pricing/price-changes.ts'
import { priceHistoryToJson, pricesToJson } from '../../../wire/prices.ts'
import { modelArgument, wholeNumberArgument } from '../arguments.ts'
import { examples } from '../examples.ts'
import type { WithAutointel } from '../with-autointel.ts'
import { changesText, priceText } from './price-text.ts'

interface ListFlags {
  readonly provider?: string
  readonly json?: boolean
}

interface HistoryFlags {
  readonly limit: number
  readonly json?: boolean
}

const dayMs = 24 * 60 * 60 * 1_000
/** The audit trail has more than prices. */
const mostRecords = 100_000

/** What there is of prices: `list` and `history`. */
export function addPriceViews(prices: Command, withAutointel: WithAutointel): void {
  prices
    .command('list')
    .description('Lists every model that has a price, your own prices before the published ones.')
    .option('--provider <name>', 'only of this provider')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', examples(['autointel prices list --provider openai', "OpenAI's models"]))
    .action((_: ListFlags, command: Command) =>
      withAutointel(async (autointel, output) => listCommand(command.optsWithGlobals(), autointel, output)),
    )
  prices
    .command('history')
    .description('Shows which prices have changed since the books began, newest first.')
    .argument('[model...]', 'only these, such as openai:gpt-5-mini', modelArgument)
    .option('--limit <n>', 'so many changes at most', wholeNumberArgument(1, mostRecords), 50)
    .option('--json', 'print a JSON list and nothing else')
    .action((models: readonly ModelId[], _: HistoryFlags, command: Command) =>
      withAutointel((autointel, output) =>
        historyCommand(models, command.optsWithGlobals(), autointel, output),
      ),
    )
}

/** @param named models whose own prices are looked at beside those of the settings */
export function showPrices(
  models: readonly ModelId[],
  named: readonly ModelId[],
  { json }: { readonly json: boolean | undefined },
  { catalogue, config }: Pick<Autointel, 'catalogue' | 'config'>,
  output: Output,
): void {
  const prices = models.map((model) => priceOf(model, catalogue))
  const warnings = catalogue
    .ownPriceWarnings([...configuredModels(config), ...named])
    .map((warning) => ownPriceText(warning))
  const ageDays = Math.floor(catalogue.ageMs() / dayMs)
  if (json) {
    output.data(
      JSON.stringify(pricesToJson({ version: catalogue.version, ageDays, models: prices, warnings })),
    )
    return
  }
  const age = ageDays === 1 ? '1 day' : `${ageDays} days`
  output.data(`Published prices are ${age} old; version ${catalogue.version}. US dollars.`)
  for (const price of prices) output.data(`\n${priceText(price, output.width)}`)
  for (const warning of warnings) output.data(wrapped(`\n! ${warning}`, output.width, '  '))
}

function listCommand({ provider, json }: ListFlags, autointel: Autointel, output: Output): number {
  const models = [...autointel.catalogue.list().keys()]
    .flatMap((name) => parseModelId(name) ?? [])
    .filter((model) => provider === undefined || model.provider === provider.toLowerCase())
  if (models.length === 0) {
    output.info(`Nobody publishes prices of the provider ${JSON.stringify(provider)}.`)
    return exitCodes.failed
  }
  showPrices(models, [], { json }, autointel, output)
  return exitCodes.done
}

async function historyCommand(
  models: readonly ModelId[],
  { limit, json }: HistoryFlags,
  { ledger }: Autointel,
  output: Output,
): Promise<number> {
  const wanted = new Set(models.map((model) => formatModelId(model).toLowerCase()))
  const history = (await ledger.auditTrail(mostRecords))
    .filter(({ action, subject }) => action === 'price.changed' && (wanted.size === 0 || wanted.has(subject)))
    .slice(0, limit)
    .map((record) => ({ atMs: record.atMs, ...changeIn(record) }))
  if (json) output.data(JSON.stringify(priceHistoryToJson(history)))
  else if (history.length === 0) output.data('No change of a price was noted.')
  else
    output.data(
      changesText(
        history,
        history.map(({ atMs }) => [new Date(atMs).toISOString().slice(0, 10)]),
      ),
    )
  return exitCodes.done
}

function changeIn({ subject: model, detail }: AuditRecord): PriceChange {
  const rate = (value: string | number | null | undefined) => (value == null ? undefined : String(value))
  return {
    model,
    field: String(detail['field'] ?? ''),
    before: rate(detail['before']),
    after: rate(detail['after']),
  }
}
