import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import { examples } from './examples.ts'
import { megabytes } from './file-size.ts'
import type { WithAutointel } from './with-autointel.ts'

export function addBackupCommand(program: Command, withAutointel: WithAutointel): void {
  program
    .command('backup')
    .description(
      'Writes a consistent copy of the whole database, also while the bot runs: of a file, a file that can be put in its place; of Postgres, an export.\n`autointel restore` makes books of either, on either.',
    )
    .argument('<file>', 'a path that does not exist yet')
    .addHelpText('after', examples(['autointel backup autointel-$(date +%F).backup', "today's copy"]))
    .action((file: string) =>
      withAutointel(async ({ ledger }, output) => {
        const path = resolve(file)
        if (existsSync(path)) {
          output.info(`${path} exists already, and a backup overwrites nothing. Give a new path.`)
          return exitCodes.failed
        }
        await ledger.backup(path)
        output.data(`${path} (${megabytes(statSync(path).size)})`)
        return exitCodes.done
      }),
    )
}
