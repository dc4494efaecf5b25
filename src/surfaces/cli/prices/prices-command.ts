import type { Command } from 'commander'
import { configuredModels } from '../../../app/configured-models.ts'
import { exitCodes } from '../../../app/exit-codes.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Output } from '../../../app/output.ts'
import type { ModelId } from '../../../pricing/model-id.ts'
import { modelArgument } from '../arguments.ts'
import { examples } from '../examples.ts'
import type { WithAutointel } from '../with-autointel.ts'
import { addPriceUpkeep, tellRefresh } from './price-upkeep.ts'
import { addPriceViews, showPrices } from './price-views.ts'

interface PricesFlags {
  readonly refresh?: boolean
  readonly json?: boolean
}

export function addPricesCommand(program: Command, withAutointel: WithAutointel): void {
  const prices = program
    .command('prices')
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
        ['autointel prices update', 'download the published prices now'],
        ['autointel prices diff', 'what that would change'],
        ['autointel prices list --provider anthropic', 'all models that are sold'],
      ),
    )
    .action((named: readonly ModelId[], flags: PricesFlags) =>
      withAutointel((autointel, output) => pricesCommand(named, flags, autointel, output)),
    )
  addPriceUpkeep(prices, withAutointel)
  addPriceViews(prices, withAutointel)
}

async function pricesCommand(
  named: readonly ModelId[],
  { refresh, json }: PricesFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const { catalogue, config } = autointel
  const refreshed = refresh ? await catalogue.refresh() : undefined
  if (refreshed) tellRefresh(refreshed, config, output)
  showPrices(named.length > 0 ? named : configuredModels(config), named, { json }, autointel, output)
  return refreshed && refreshed.problems.length > 0 ? exitCodes.failed : exitCodes.done
}
