import { Command, Help } from 'commander'
import { type CommandEntry, commands, type ProgramParts } from './commands.ts'
import { examples } from './examples.ts'

/**
 * All commands, of which only the one that is asked for is loaded. Wrong usage throws a `CommanderError` after it has been told.
 */
export async function createProgram(parts: ProgramParts, args: readonly string[]): Promise<Command> {
  const { output } = parts
  const program = new Command('autointel')
    .description(
      'Reads an article, PDF, transcript or recording for you, and never spends more than it was allowed to.\nWithout any key the built-in analyst works on this machine, for free.',
    )
    .version('0.1.0')
    .configureHelp({ helpWidth: output.width, subcommandTerm: termOf })
    .configureOutput({ writeErr: (text) => output.info(text.trimEnd()) })
    .showHelpAfterError('("autointel help" lists all commands, "autointel help <command>" explains one)')
    .exitOverride()
    .addHelpText(
      'after',
      `${examples(
        ['autointel report.pdf', 'brief a file'],
        ['autointel https://example.com/article -d deep', 'brief a page, and check its claims'],
        ['autointel report --days 30', 'what was spent'],
        ['autointel budget set cli day 5', 'spend at most $5 a day here'],
        ['autointel doctor', 'check settings, database, providers and prices'],
      )}

Settings come from the environment and from .env in this folder; .env.example explains each.
Results go to standard output, everything else to standard error.`,
    )

  const asked = askedFor(args)
  for (const entry of commands)
    if (entry === asked) await addWhole(program, entry, parts)
    else program.command(nameOf(entry)).summary(entry.summary)
  return program
}

async function addWhole(program: Command, entry: CommandEntry, parts: ProgramParts): Promise<void> {
  await entry.add(program, parts)
  program.commands.at(-1)?.summary(entry.summary)
}

function nameOf({ usage }: CommandEntry): string {
  return usage.split(' ')[0] ?? usage
}

/** The command that these arguments mean; undefined where they ask for the program itself. */
function askedFor([first, second]: readonly string[]): CommandEntry | undefined {
  const named = (name: string | undefined) => commands.find((entry) => nameOf(entry) === name)
  if (first === undefined || ['-h', '--help', '-V', '--version'].includes(first)) return undefined
  return first === 'help' ? named(second) : (named(first) ?? named('run'))
}

/** As the list of commands has it; of parts of a command, as always. */
function termOf(command: Command): string {
  const entry = command.parent?.parent ? undefined : commands.find((each) => nameOf(each) === command.name())
  return entry?.usage ?? new Help().subcommandTerm(command)
}
