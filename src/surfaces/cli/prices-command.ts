import type { Command } from 'commander'
import type { Config } from '../../app/config.ts'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { wrapped } from '../../app/terminal-text.ts'
import type { Catalogue } from '../../pricing/catalogue.ts'
import { formatModelId, type ModelId } from '../../pricing/model-id.ts'
import { flatRates } from '../../pricing/price.ts'
import type { PriceAnswer } from '../../pricing/price-answer.ts'
import { type ModelPrice, pricesToJson } from '../../wire/prices.ts'
import { modelArgument } from './arguments.ts'
import { configuredModels } from './configured-models.ts'
import { examples } from './examples.ts'
import { ownPriceText, priceCautionText, refreshProblemText, warningText } from './price-words.ts'
import { table } from './text-table.ts'
import type { WithAutointel } from './with-autointel.ts'

interface PricesFlags {
  readonly refresh?: boolean
  readonly json?: boolean
}

const dayMs = 24 * 60 * 60 * 1_000

export function addPricesCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('prices')
    .summary('what models cost')
    .description(
      'Shows what the configured models cost, or those that are named, and where the prices come from.',
    )
    .argument('[model...]', '<provider>:<model>, such as openai:gpt-5-mini', modelArgument)
    .option('--refresh', 'download the published prices and read PRICES_FILE again first')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel prices', 'of the configured models'],
        ['autointel prices openai:gpt-5-mini anthropic:claude-sonnet-4-5', 'of others'],
        ['autointel prices --refresh', 'with the newest prices'],
      ),
    )
    .action((named: readonly ModelId[], flags: PricesFlags) =>
      withAutointel((autointel, output) => pricesCommand(named, flags, autointel, output)),
    )
}

async function pricesCommand(
  named: readonly ModelId[],
  { refresh, json }: PricesFlags,
  { catalogue, config }: Autointel,
  output: Output,
): Promise<number> {
  const isRefreshed = refresh ? await refreshPrices(catalogue, config, output) : true
  const models = named.length > 0 ? named : configuredModels(config)
  const prices = models.map((model) => priceOf(model, catalogue))
  const warnings = catalogue.ownPriceWarnings([...configuredModels(config), ...named]).map(ownPriceText)
  const ageDays = Math.floor(catalogue.ageMs() / dayMs)
  if (json)
    output.data(
      JSON.stringify(pricesToJson({ version: catalogue.version, ageDays, models: prices, warnings })),
    )
  else {
    const age = ageDays === 1 ? '1 day' : `${ageDays} days`
    output.data(`Published prices are ${age} old; version ${catalogue.version}. US dollars.`)
    for (const price of prices) output.data(`\n${priceText(price, output.width)}`)
    for (const warning of warnings) output.data(wrapped(`\n! ${warning}`, output.width, '  '))
  }
  return isRefreshed ? exitCodes.done : exitCodes.failed
}

/** Whether all could be renewed; what could not stays as it was. */
async function refreshPrices(catalogue: Catalogue, config: Config, output: Output): Promise<boolean> {
  if (config.pricesRefreshHours === 0)
    output.info('PRICES_REFRESH_HOURS=0 turns downloads off: only PRICES_FILE is read again.')
  const { changes, problems } = await catalogue.refresh()
  for (const problem of problems) output.info(refreshProblemText(problem))
  output.info(
    changes.length === 0
      ? 'No price has changed.'
      : `${changes.length} ${changes.length === 1 ? 'rate has' : 'rates have'} changed.`,
  )
  return problems.length === 0
}

function priceOf(model: ModelId, catalogue: Catalogue): ModelPrice {
  const answer = catalogue.priceOf(model)
  if (answer.kind === 'refused') return { model, answer, warnings: [refusedText(formatModelId(model))] }
  const { caution } = answer
  const warnings = catalogue.validate([model]).map(warningText)
  // A price of zero is among the warnings already.
  if (caution && caution !== 'zero_price') warnings.unshift(priceCautionText(formatModelId(model), caution))
  return { model, answer, warnings }
}

function refusedText(model: string): string {
  return `Nobody knows the price of ${model}, and UNPRICED_MODELS=refuse: calls are refused. Give its price in PRICES_FILE.`
}

function priceText({ model, answer, warnings }: ModelPrice, width: number): string {
  return [
    ...ratesText(formatModelId(model), answer),
    ...warnings.map((text) => wrapped(`! ${text}`, width, '  ')),
  ]
    .filter(Boolean)
    .join('\n')
}

function ratesText(name: string, answer: PriceAnswer): readonly string[] {
  if (answer.kind === 'refused') return [name]
  const { source, version, updatedAt } = answer.price
  const since = updatedAt ? `, ${updatedAt.toISOString().slice(0, 10)}` : ''
  const rows = flatRates(answer.price).map(([rate, usd]) => [rateName(rate), `$${usd.toFixed()}`])
  return [
    `${name} (${source}${since}, version ${version})`,
    source === 'local' ? '  free: it runs on this machine' : table(rows, [1]),
  ]
}

/** `above 200000: cacheRead` reads `above 200000 tokens: cache read per million`. */
function rateName(rate: string): string {
  const words = rate
    .replace(/^above (\d+):/, 'above $1 tokens:')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return /per [a-z]+$/.test(words) ? words : `${words} per million`
}
