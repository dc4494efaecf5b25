import type { Command } from 'commander'
import type { Config } from '../../../app/config.ts'
import { configuredModels } from '../../../app/configured-models.ts'
import { exitCodes } from '../../../app/exit-codes.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Output } from '../../../app/output.ts'
import { wrapped } from '../../../app/terminal-text.ts'
import { ownPriceText, refreshProblemText, warningText } from '../../../locales/price-words.ts'
import type { RefreshResult } from '../../../pricing/catalogue.ts'
import { formatModelId, parseModelId } from '../../../pricing/model-id.ts'
import { loadPriceOverrides } from '../../../pricing/overrides.ts'
import { priceChangesToJson, priceFileForm } from '../../../wire/prices.ts'
import { examples } from '../examples.ts'
import type { WithAutointel } from '../with-autointel.ts'
import { changesText } from './price-text.ts'

interface Flags {
  readonly json?: boolean
}

/** `prices` has the option too and takes it where both could. */
const jsonOption = ['--json', 'print JSON and nothing else'] as const

/** What keeps prices right: `update`, `validate` and `diff`. */
export function addPriceUpkeep(prices: Command, withAutointel: WithAutointel): void {
  prices
    .command('update')
    .description(
      'Downloads the published prices and reads PRICES_FILE again. A model that cannot be believed keeps its last good price. Each change is kept in the history.',
    )
    .option(...jsonOption)
    .action((_: Flags, command: Command) =>
      withAutointel((autointel, output) => updateCommand(command.optsWithGlobals(), autointel, output)),
    )
  prices
    .command('validate')
    .description(
      'Looks at PRICES_FILE, or at another file before it takes its place, and at the prices of the configured models. Exit code 1 when something is odd.',
    )
    .argument('[file]', 'a price file')
    .option(...jsonOption)
    .addHelpText('after', examples(['autointel prices validate new-prices.json', 'before it is used']))
    .action((file: string | undefined, _: Flags, command: Command) =>
      withAutointel((autointel, output) =>
        validateCommand(file, command.optsWithGlobals(), autointel, output),
      ),
    )
  prices
    .command('diff')
    .description(
      'Shows what an update would change, and how your own prices differ from the published ones. It changes nothing.',
    )
    .option(...jsonOption)
    .action((_: Flags, command: Command) =>
      withAutointel((autointel, output) => diffCommand(command.optsWithGlobals(), autointel, output)),
    )
}

async function updateCommand(
  { json }: Flags,
  { catalogue, config }: Autointel,
  output: Output,
): Promise<number> {
  const result = await catalogue.refresh()
  tellRefresh(result, config, output)
  const { changes, problems } = result
  if (json)
    output.data(
      JSON.stringify(priceChangesToJson({ changes, own: [], problems: problems.map(refreshProblemText) })),
    )
  else if (changes.length > 0) output.data(changesText(changes))
  return problems.length === 0 ? exitCodes.done : exitCodes.failed
}

/** What a refresh has come to, on standard error. */
export function tellRefresh({ changes, problems }: RefreshResult, config: Config, output: Output): void {
  if (config.pricesRefreshHours === 0)
    output.info('PRICES_REFRESH_HOURS=0 turns downloads off: only PRICES_FILE is read again.')
  for (const problem of problems) output.info(refreshProblemText(problem))
  output.info(
    changes.length === 0
      ? 'No price has changed.'
      : `${changes.length} ${changes.length === 1 ? 'rate has' : 'rates have'} changed.`,
  )
}

async function validateCommand(
  given: string | undefined,
  { json }: Flags,
  { catalogue, config }: Autointel,
  output: Output,
): Promise<number> {
  const file = given ?? config.pricesFile
  const overrides = file === undefined ? undefined : await loadPriceOverrides(file)
  const models = configuredModels(config)
  const ofFile = catalogue.ownPriceWarnings(models, overrides).map((warning) => ownPriceText(warning))
  const ofModels = catalogue
    .validate([
      ...models,
      ...[...(overrides?.prices.keys() ?? [])].flatMap((name) => parseModelId(name) ?? []),
    ])
    .filter(({ kind }) => kind !== 'old')
    .map((warning) => warningText(warning))
  const warnings = [...new Set([...ofFile, ...ofModels])]
  const count = overrides?.prices.size ?? 0
  if (json)
    output.data(
      JSON.stringify(
        priceFileForm.encode({ ok: warnings.length === 0, file: file ?? null, models: count, warnings }),
      ),
    )
  else {
    for (const warning of warnings) output.data(wrapped(`! ${warning}`, output.width, '  '))
    if (warnings.length === 0)
      output.data(
        file === undefined
          ? `The prices of ${models.map(formatModelId).join(', ')} are in order.`
          : `${file}: ${count} ${count === 1 ? 'model' : 'models'}, all in order.`,
      )
  }
  return warnings.length === 0 ? exitCodes.done : exitCodes.failed
}

async function diffCommand(
  { json }: Flags,
  { catalogue, config }: Autointel,
  output: Output,
): Promise<number> {
  const { changes, problems } = await catalogue.preview()
  const own = catalogue.ownDifferences()
  const told = problems.map(refreshProblemText)
  if (json) output.data(JSON.stringify(priceChangesToJson({ changes, own, problems: told })))
  else {
    if (config.pricesRefreshHours === 0)
      output.info('PRICES_REFRESH_HOURS=0 turns downloads off: only PRICES_FILE is compared.')
    for (const problem of told) output.info(problem)
    output.data(
      changes.length === 0
        ? 'An update would change no price.'
        : `An update would change ${changes.length === 1 ? 'one rate' : `${changes.length} rates`}:\n${changesText(changes)}`,
    )
    if (own.length > 0) output.data(`\nPublished prices, and your own:\n${changesText(own)}`)
  }
  return problems.length === 0 ? exitCodes.done : exitCodes.failed
}
