import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Books } from '../../app/open-books.ts'
import type { Output } from '../../app/output.ts'
import { verificationToJson } from '../../wire/verification.ts'
import { examples } from './examples.ts'
import type { WithBooks } from './with-autointel.ts'

export function addVerifyCommand(program: Command, withBooks: WithBooks): void {
  program
    .command('verify')
    .description(
      'Checks the file, recomputes every total from the entries and holds, and compares. Mends nothing.',
    )
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      `${examples(['autointel verify', 'exit code 0 when the books are right, 1 when they are not'])}`,
    )
    .action((flags: { json?: boolean }) =>
      withBooks((books, output) => verifyCommand(flags.json === true, books, output)),
    )
}

async function verifyCommand(json: boolean, { ledger }: Books, output: Output): Promise<number> {
  const verified = await ledger.verify()
  const { ok, entries, holdsPending, differences, damage } = verified
  if (json) output.data(JSON.stringify(verificationToJson(verified)))
  else {
    const pending = holdsPending === 0 ? '' : ` ${holdsPending} calls are under way or were cut off.`
    const says =
      differences.length === 0
        ? 'Every total agrees with them.'
        : `${differences.length} ${differences.length === 1 ? 'figure disagrees' : 'figures disagree'} with them:`
    output.data(`${entries} ${entries === 1 ? 'entry' : 'entries'}. ${says}${pending}`)
    for (const { what, kept, recomputed } of differences)
      output.data(`  ${what}: kept ${kept}, recomputed ${recomputed}`)
    if (damage.length > 0) output.data('The file is damaged:')
    for (const finding of damage) output.data(`  ${finding}`)
    if (!ok)
      output.info('Restore the latest backup that verifies, or report this: the books should never disagree.')
  }
  return ok ? exitCodes.done : exitCodes.failed
}
