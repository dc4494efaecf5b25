import { Command, Help } from 'commander'
import { expect, it } from 'vitest'
import { commands, type ProgramParts } from '../../../src/surfaces/cli/commands.ts'

const never = () => Promise.reject(new Error('Nothing is run.'))
const parts: ProgramParts = {
  withAutointel: never,
  withBooks: never,
  examine: never,
  transfer: { move: never, restore: never },
  output: { data: () => undefined, info: () => undefined, isInteractive: false, width: 100 },
  exitWith: () => undefined,
  surroundings: {
    variables: {},
    folder: '',
    readInput: never,
    prompts: undefined,
    checkSettings: never,
  },
}

it.each(commands)('the list of commands shows what is given to each: $usage', async ({ usage, add }) => {
  const program = new Command('autointel')

  await add(program, parts)

  expect(program.commands.map((command) => new Help().subcommandTerm(command))).toEqual([usage])
})
