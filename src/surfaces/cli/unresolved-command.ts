import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printableName } from '../../app/terminal-text.ts'
import type { Entry } from '../../ledger/entry.ts'
import { defaultSubject } from '../../ledger/subject.ts'
import { formatUsd } from '../../money/format.ts'
import { unresolvedToJson } from '../../wire/unresolved.ts'
import { wholeNumberArgument } from './arguments.ts'
import { localTime } from './budget-text.ts'
import { examples } from './examples.ts'
import { table } from './text-table.ts'
import type { WithAutointel } from './with-autointel.ts'

interface UnresolvedFlags {
  readonly limit: number
  readonly json?: boolean
}

export function addUnresolvedCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('unresolved')
    .description(
      'Lists the calls that were cut off and stand at what was held for them, newest first.\nWhat they did cost stands on the bill of the provider: "autointel correct" books it, and asks OpenRouter with --from-provider.',
    )
    .option('--limit <n>', 'so many', wholeNumberArgument(1, 10_000), 1000)
    .option('--json', 'print one JSON array and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel unresolved', 'which there are'],
        [`autointel correct hold_12ab:entry 0.0031 --reason 'bill of May'`, 'book what one did cost'],
      ),
    )
    .action((flags: UnresolvedFlags) =>
      withAutointel((autointel, output) => unresolvedCommand(flags, autointel, output)),
    )
}

async function unresolvedCommand(
  { limit, json }: UnresolvedFlags,
  { ledger }: Autointel,
  output: Output,
): Promise<number> {
  const entries = await ledger.unresolved(limit)
  if (json) output.data(JSON.stringify(unresolvedToJson(entries)))
  else if (entries.length === 0) output.data('There are none: what every call did cost is known.')
  else output.data(unresolvedTable(entries, await ledger.timeZone(defaultSubject)))
  return exitCodes.done
}

function unresolvedTable(entries: readonly Entry[], timeZone: string): string {
  const rows = entries.map(({ heldAtMs, id, amountNanoUsd, provider, model, task, workflow }) => [
    localTime(heldAtMs, timeZone),
    printableName(id),
    formatUsd(amountNanoUsd, 'four'),
    printableName(`${provider}:${model}`),
    task ?? '',
    workflow ?? '',
  ])
  const sumNanoUsd = entries.reduce((sum, { amountNanoUsd }) => sum + amountNanoUsd, 0n)
  const calls = `${entries.length} ${entries.length === 1 ? 'call' : 'calls'}`
  return `${table(rows, [2])}\n${calls} at ${formatUsd(sumNanoUsd, 'four')}, which is what was held, not what was billed.`
}
