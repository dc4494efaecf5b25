import { expect, it } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { article } from './run-cli.ts'

it('the brief is in the language that is asked for, or says that it is not', async () => {
  const cli = openCommandLine({ settings: {} })
  const file = cli.file('harbour.md', article)
  const notesIn = async (...flags: readonly string[]): Promise<string> =>
    JSON.parse((await cli.run('run', file, '--json', ...flags)).stdout).notes.join('\n')

  expect(await notesIn('--language', 'ru')).toContain('With a language model it would be in Russian.')
  expect(await notesIn('--language', 'EN')).not.toContain('cannot translate')
  expect(await notesIn()).not.toContain('cannot translate')
})

it.each(['russian', 'xx', '', 'en_US'])('%j is no language', async (given) => {
  const cli = openCommandLine({ settings: {} })

  const { code, stdout, stderr } = await cli.run('run', 'a.md', '--json', `--language=${given}`)

  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('Expected the tag of a language, such as en, ru or pt-BR.')
})
