import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { exitCodes } from '../../../app/exit-codes.ts'
import type { Autointel } from '../../../app/open-autointel.ts'
import type { Output } from '../../../app/output.ts'
import { ProviderCostsError } from '../../../llm/provider-costs/provider-costs-error.ts'
import { startOf } from '../../../llm/provider-costs/told-costs.ts'
import { type Bill, billedProviders } from '../../../llm/reconciling/bill.ts'
import { reconcileBill } from '../../../llm/reconciling/reconcile-bill.ts'
import { textsOf } from '../../../locales/i18n.ts'
import { utcDateOf } from '../../../report/provider-cost.ts'
import { reconciliationToJson } from '../../../wire/reconciliation.ts'
import { examples } from '../examples.ts'
import type { WithAutointel } from '../with-autointel.ts'
import { reconciliationText } from './reconciliation-text.ts'

interface ReconcileFlags {
  readonly provider: string
  readonly from: string
  readonly to: string
  readonly csv?: string
  readonly key?: readonly string[]
  readonly correct?: boolean
  readonly json?: boolean
}

export function addReconcileCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('reconcile')
    .description(
      'Compares what a provider charged with what the ledger has, per day (UTC) and model, and says where a difference comes from.\nToday and yesterday are left open: providers add to them. It corrects nothing unless it is asked to.',
    )
    .addOption(new Option('--provider <name>', 'whose bill').choices(billedProviders).makeOptionMandatory())
    .requiredOption('--from <day>', 'the first day, such as 2026-11-01', dateArgument)
    .requiredOption('--to <day>', 'the last day', dateArgument)
    .option(
      '--csv <file>',
      'the bill, exported: columns for day, model or SKU, cost, and where there are several, provider and currency',
    )
    .option('--key <id...>', "ids of the keys that are ours, where others' calls are on the same bill")
    .option('--correct', 'book what the bill says of calls that the ledger knows by estimate only')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel reconcile --provider openai --from 2026-11-01 --to 2026-11-30', 'needs OPENAI_ADMIN_KEY'],
        [
          'autointel reconcile --provider google --from 2026-11-01 --to 2026-11-30 --csv bill.csv',
          'from a file',
        ],
      ),
    )
    .action((flags: ReconcileFlags, command: Command) => {
      if (flags.from > flags.to) command.error(`error: --from ${flags.from} is after --to ${flags.to}`)
      return withAutointel((autointel, output) => reconcileCommand(flags, autointel, output))
    })
}

/** @throws {InvalidArgumentError} unless it is a day that there is. */
function dateArgument(text: string): string {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOf(text) : Number.NaN
  if (!Number.isNaN(atMs) && utcDateOf(atMs) === text) return text
  throw new InvalidArgumentError('Expected a day, such as 2026-11-01.')
}

async function reconcileCommand(
  { provider, from, to, csv, key: keys = [], correct = false, json }: ReconcileFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const { catalogue, config } = autointel
  const { bill, reconciliation, corrections } = await reconcileBill(
    { provider, range: { from, to }, keys, correct, csv: csv === undefined ? undefined : await fileAt(csv) },
    { ...autointel, ...config, knownModels: catalogue.list().keys() },
  )
  for (const notice of noticesOf(bill)) output.info(notice)
  output.data(
    json
      ? JSON.stringify(reconciliationToJson(provider, reconciliation, corrections))
      : reconciliationText(reconciliation, corrections),
  )
  return corrections.some(({ isBooked }) => correct && !isBooked) ? exitCodes.failed : exitCodes.done
}

/** @throws {ProviderCostsError} */
async function fileAt(name: string) {
  try {
    return { name, text: await readFile(name, 'utf8') }
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new ProviderCostsError('file_unreadable', name, detail, { cause })
  }
}

function noticesOf({ toldFrom, usesProblem, leftOut = 0 }: Bill): readonly string[] {
  const { t } = textsOf('en')
  return [
    ...(toldFrom === undefined ? [] : [t('reconciliation.told_from', { date: toldFrom })]),
    ...(usesProblem === undefined ? [] : [t('reconciliation.no_uses', { detail: usesProblem })]),
    ...(leftOut === 0 ? [] : [t('reconciliation.left_out', { count: leftOut })]),
  ]
}
