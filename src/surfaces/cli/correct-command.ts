import { Argument, type Command, InvalidArgumentError } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Autointel } from '../../app/open-autointel.ts'
import type { Output } from '../../app/output.ts'
import { printable } from '../../app/terminal-text.ts'
import { correctionByHand } from '../../ledger/correction-by-hand.ts'
import { formatUsd } from '../../money/format.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { correctionToJson } from '../../wire/unresolved.ts'
import { amountArgument } from './arguments.ts'
import { examples } from './examples.ts'
import type { WithAutointel } from './with-autointel.ts'

/** Who made a correction, for the audit trail. */
const correctedBy = 'command line'

interface CorrectFlags {
  readonly reason?: string
  readonly fromProvider?: boolean
  readonly json?: boolean
}

export function addCorrectCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('correct')
    .description(
      'Books what an entry did cost, by two new lines: one takes the old amount out, one puts the new one in.\nBoth count in the periods in which the call was made. The reason goes into the audit trail.',
    )
    .argument('<entry>', 'its id, as "autointel unresolved" lists it')
    .addArgument(new Argument('[amount]', 'US dollars, such as 0.0031').argParser(amountArgument))
    .option('--reason <text>', 'where the amount is known from', reasonArgument)
    .option('--from-provider', 'ask the provider for the amount: OpenRouter can be asked for a single call')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(
        ['autointel unresolved', 'see which there are'],
        [`autointel correct hold_12ab:entry 0.0031 --reason 'bill of May'`, 'it did cost $0.0031'],
        [`autointel correct hold_12ab:entry 0 --reason 'not on the bill'`, 'it was never billed'],
        ['autointel correct hold_12ab:entry --from-provider', 'what OpenRouter says of it'],
      ),
    )
    .action((entry: string, amount: NanoUsd | undefined, flags: CorrectFlags, command: Command) => {
      const missing = missingIn(amount, flags)
      if (missing !== undefined) command.error(`error: ${missing}`)
      return withAutointel((autointel, output) => correctCommand(entry, amount, flags, autointel, output))
    })
}

/** What a correction lacks, or has too much of. */
function missingIn(amount: NanoUsd | undefined, { reason, fromProvider }: CorrectFlags): string | undefined {
  if (fromProvider)
    return amount === undefined
      ? undefined
      : 'the amount is told by the provider with --from-provider: leave it out'
  if (amount === undefined) return "missing required argument 'amount' (or --from-provider)"
  return reason === undefined ? "required option '--reason <text>' not specified" : undefined
}

/** @throws {InvalidArgumentError} for a text without a word. */
function reasonArgument(text: string): string {
  const reason = text.trim()
  if (reason !== '') return reason
  throw new InvalidArgumentError("Expected a few words, such as 'bill of May'.")
}

async function correctCommand(
  corrects: string,
  given: NanoUsd | undefined,
  { reason, json }: CorrectFlags,
  autointel: Autointel,
  output: Output,
): Promise<number> {
  const known =
    given === undefined ? await askedFor(corrects, autointel) : { amountNanoUsd: given, source: '' }
  if ('refused' in known) {
    output.info(known.refused)
    return known.code
  }
  return book(corrects, known.amountNanoUsd, { reason: reason ?? known.source, json }, autointel, output)
}

/** What the provider says, or why it says nothing. */
async function askedFor(
  entryId: string,
  { bills }: Autointel,
): Promise<
  | { readonly amountNanoUsd: NanoUsd; readonly source: string }
  | { readonly refused: string; readonly code: number }
> {
  const bill = await bills.of(entryId)
  switch (bill.kind) {
    case 'billed':
      return { amountNanoUsd: bill.amountNanoUsd, source: `told by the provider, ${bill.name}` }
    case 'unknown_entry':
      return { refused: unknownEntry(entryId), code: exitCodes.wrongUsage }
    case 'unnamed':
      return {
        refused: printable(
          `The provider of ${bill.entry.provider}:${bill.entry.model} cannot be asked for this call: only OpenRouter tells what a single one did cost, and only of those whose answer had begun. Book it from the bill: "autointel correct ${entryId} <amount> --reason <text>".`,
        ),
        code: exitCodes.failed,
      }
    case 'not_found':
      return {
        refused: printable(
          `The provider does not know the call ${bill.name}, or not yet: it takes some seconds, and may have been billed to another key.`,
        ),
        code: exitCodes.failed,
      }
    case 'failed':
      return {
        refused: printable(`The provider could not be asked for the call ${bill.name}: ${bill.detail}.`),
        code: exitCodes.failed,
      }
    default:
      return bill satisfies never
  }
}

function unknownEntry(id: string): string {
  return `There is no entry ${JSON.stringify(id)} that could be corrected. "autointel unresolved" lists those whose bill never came.`
}

async function book(
  corrects: string,
  amountNanoUsd: NanoUsd,
  { reason, json }: { readonly reason: string; readonly json: boolean | undefined },
  { ledger, now }: Autointel,
  output: Output,
): Promise<number> {
  const byHand = { by: correctedBy, reason }
  const result = await ledger.correct(correctionByHand(corrects, amountNanoUsd, byHand, now()))
  switch (result.kind) {
    case 'corrected':
      if (json) output.data(JSON.stringify(correctionToJson(result.entry, corrects)))
      else
        output.data(
          `Booked ${formatUsd(result.entry.amountNanoUsd, 'exact')} for ${printable(corrects)}, as ${printable(result.entry.id)}.`,
        )
      return exitCodes.done
    case 'unknown_entry':
      output.info(unknownEntry(corrects))
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
