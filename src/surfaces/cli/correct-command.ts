import { Argument, type Command, InvalidArgumentError } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printable } from '../../app/terminal-text.ts'
import { formatUsd } from '../../money/format.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { correctionToJson } from '../../wire/unresolved.ts'
import { amountArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithAutointel } from './with-autointel.ts'

/** Who made a correction, for the audit trail. */
const correctedBy = 'command line'

interface CorrectFlags {
  readonly reason: string
  readonly json?: boolean
}

export function addCorrectCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('correct')
    .summary('book what a call did cost')
    .description(
      'Books what an entry did cost, by two new lines: one takes the old amount out, one puts the new one in.\nBoth count in the periods in which the call was made. The reason goes into the audit trail.',
    )
    .argument('<entry>', 'its id, as "autointel unresolved" lists it')
    .addArgument(new Argument('<amount>', 'US dollars, such as 0.0031').argParser(amountArgument))
    .requiredOption('--reason <text>', 'where the amount is known from', reasonArgument)
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel unresolved', 'see which there are'],
        [`autointel correct hold_12ab:entry 0.0031 --reason 'bill of May'`, 'it did cost $0.0031'],
        [`autointel correct hold_12ab:entry 0 --reason 'not on the bill'`, 'it was never billed'],
      ),
    )
    .action((entry: string, amount: NanoUsd, flags: CorrectFlags) =>
      withAutointel((autointel, output) => correctCommand(entry, amount, flags, autointel, output)),
    )
}

/** @throws {InvalidArgumentError} for a text without a word. */
function reasonArgument(text: string): string {
  const reason = text.trim()
  if (reason !== '') return reason
  throw new InvalidArgumentError("Expected a few words, such as 'bill of May'.")
}

async function correctCommand(
  corrects: string,
  amountNanoUsd: NanoUsd,
  { reason, json }: CorrectFlags,
  { ledger, now }: Autointel,
  output: Output,
): Promise<number> {
  const result = await ledger.correct({
    // Of entry and amount, so that the same correction again is the same one.
    id: `${corrects}:corrected:${amountNanoUsd}`,
    corrects,
    amountNanoUsd,
    provenance: 'reported',
    atMs: now(),
    byHand: { by: correctedBy, reason },
  })
  switch (result.kind) {
    case 'corrected':
      if (json) output.data(JSON.stringify(correctionToJson(result.entry, corrects)))
      else
        output.data(
          `Booked ${formatUsd(result.entry.amountNanoUsd, 'exact')} for ${printable(corrects)}, as ${printable(result.entry.id)}.`,
        )
      return exitCodes.done
    case 'unknown_entry':
      output.info(
        `There is no entry ${JSON.stringify(corrects)} that could be corrected. "autointel unresolved" lists those whose bill never came.`,
      )
      return exitCodes.wrongUsage
    case 'already_corrected':
      output.info(
        `The entry ${printable(corrects)} was corrected already: ${printable(result.by)} stands in its place and can be corrected in its turn.`,
      )
      return exitCodes.failed
    default:
      return result satisfies never
  }
}
