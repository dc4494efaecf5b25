import type { Command } from 'commander'
import { exitCodes } from '../../app/exit-codes.ts'
import type { Output } from '../../app/output.ts'
import { printable, wrapped } from '../../app/terminal-text.ts'
import { checksToJson, isInOrder } from '../../wire/checks.ts'
import type { Check } from './doctor/check.ts'
import { examples } from './examples.ts'

export function addDoctorCommand(
  program: Command,
  examine: () => Promise<readonly Check[]>,
  output: Output,
  exitWith: (code: number) => void,
): void {
  program
    .command('doctor')
    .description(
      'Looks at the settings, the database, the providers and the prices, and says what to do about what is wrong.\nIt spends nothing.',
    )
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText(
      'after',
      examples(['autointel doctor', 'exit code 0 when all is well, 1 when something is broken']),
    )
    .action(async (flags: { json?: boolean }) => {
      const checks = await examine()
      output.data(flags.json ? JSON.stringify(checksToJson(checks)) : checksText(checks, output.width))
      exitWith(isInOrder(checks) ? exitCodes.done : exitCodes.failed)
    })
}

const marks = { ok: '✓', warning: '!', failed: '✗' } as const

export function checksText(checks: readonly Check[], width: number): string {
  const nameWidth = Math.max(...checks.map(({ name }) => name.length))
  const indent = ' '.repeat(nameWidth + 6)
  const lines = checks.map(({ name, status, detail, hint }) => {
    const text = [detail, hint]
      .filter((part) => part !== undefined)
      .map((part) => wrapped(printable(part), width, indent))
    return `  ${marks[status]} ${name.padEnd(nameWidth)}  ${text.join('\n').trimStart()}`
  })
  const broken = checks.filter(({ status }) => status === 'failed').length
  const verdict =
    broken === 0 ? 'All is in order.' : `${broken} ${broken === 1 ? 'thing is' : 'things are'} broken.`
  return `${lines.join('\n')}\n\n${verdict}`
}
