import type { Command } from 'commander'
import type { BooksTransfer, BooksTransferred } from '../../app/books-transfer.ts'
import { placeNamed } from '../../app/books-transfer.ts'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Output } from '../../app/output.ts'
import { transferToJson } from '../../wire/transfer.ts'
import { examples } from './examples.ts'

interface TransferParts {
  readonly transfer: BooksTransfer
  readonly output: Output
  readonly exitWith: (code: number) => void
}

export function addMoveCommand(program: Command, { transfer, output, exitWith }: TransferParts): void {
  program
    .command('move')
    .description(
      'Copies all books to another place, in which there are none yet, and verifies both. Stop the bot before.\nThe first stay as they are. When it is cut off, run it once more: it goes on where it was.',
    )
    .requiredOption('--to <place>', 'postgres://user:password@host:5432/database, or sqlite:FOLDER')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      `${examples(
        ['autointel move --to postgres://autointel:password@db.lan/autointel', 'from the file to Postgres'],
        ['autointel move --to sqlite:./data', 'and back'],
      )}\n\nThen set DATABASE_URL, or DATA_DIR, to the new place and start the bot.`,
    )
    .action(async (flags: { to: string; json?: boolean }) => {
      const to = placeNamed(flags.to)
      if (!to) {
        output.info('--to: expected postgres://user:password@host:5432/database or sqlite:FOLDER.')
        exitWith(exitCodes.wrongUsage)
        return
      }
      const transferred = await transfer.move(to, (table) => output.info(`${table}: all there`))
      output.data(transferText(transferred, flags.json === true))
    })
}

export function addRestoreCommand(program: Command, { transfer, output }: TransferParts): void {
  program
    .command('restore')
    .description(
      'Makes books of what `autointel backup` has written, whether of a file or of Postgres, where the settings say: in DATABASE_URL, else in DATA_DIR.\nThere must be none in that place. When it is cut off, run it once more: it goes on where it was.',
    )
    .argument('<file>', 'a backup')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(['autointel restore autointel-2026-11-26.backup', 'what there was that day']),
    )
    .action(async (file: string, flags: { json?: boolean }) => {
      const transferred = await transfer.restore(file, (table) => output.info(`${table}: all there`))
      output.data(transferText(transferred, flags.json === true))
    })
}

function transferText(transferred: BooksTransferred, isJson: boolean): string {
  if (isJson) return JSON.stringify(transferToJson(transferred))
  const { from, to, rows, target } = transferred
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return `${from} → ${to}: ${all} rows, among them ${target.entries} entries. Both agree with each other, and the books with themselves.`
}
