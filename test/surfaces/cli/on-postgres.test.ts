import { expect, it, onTestFinished } from 'vitest'
import { type CommandLine, openCommandLine } from '../../support/cli/command-line.ts'
import { startPgvectorServer } from '../../support/postgres/pgvector-server.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'

const article = [
  '# The lamps of Hollowmere',
  'The council of Hollowmere will replace 412 street lamps by the end of March, Greta Olsen said on Monday.',
  'Each new lamp costs 180 dollars and uses a third of the power of an old one.',
  'The old lamps were put up in 1974 and fail twice a week in winter.',
].join('\n\n')

/** All that differs between two runs of the same: ids, moments, and the folder. */
function withoutNames(text: string, folder: string): string {
  return text
    .replaceAll(folder, 'FOLDER')
    .replaceAll(/wf_\w+/g, 'WORKFLOW')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT')
    .replaceAll(/\b1\d{12}\b/g, 'MOMENT')
}

const ofWhatWasRead: ReadonlySet<string> = new Set(['run', 'recall'])

it('the same commands have the same forms and figures on Postgres, with and without pgvector, as on SQLite', async () => {
  const settings = { MODELS: 'local:extractive', EMBEDDING_MODEL: '' }
  const server = await startPgvectorServer()
  onTestFinished(() => server.stop())
  const onFile = openCommandLine({ settings })
  const onServer = openCommandLine({ settings: { ...settings, DATABASE_URL: await temporaryDatabase() } })
  const onPgvector = openCommandLine({ settings: { ...settings, DATABASE_URL: server.url } })
  const outcomeOf = async (line: CommandLine, words: readonly string[]) => {
    const file = line.file('lamps.md', article)
    const { code, stdout, stderr } = await line.run(...words.map((word) => (word === 'FILE' ? file : word)))
    return { code, stdout: withoutNames(stdout, line.folder), stderr: withoutNames(stderr, line.folder) }
  }
  for (const command of [
    ['budget', 'set', 'bot', 'month', '10'],
    ['run', 'FILE', '--depth', 'deep', '--json'],
    ['budget', '--json'],
    ['report', '--json'],
    ['recall', 'What does a new lamp cost?', '--json'],
    ['workflows', '--json'],
    ['verify', '--json'],
  ]) {
    const outcomes = await Promise.all([onFile, onServer].map((line) => outcomeOf(line, command)))

    expect(outcomes[1], command.join(' ')).toEqual(outcomes[0])
    expect(outcomes[0]?.code, command.join(' ')).toBe(0)
    if (ofWhatWasRead.has(command[0] ?? '')) expect(await outcomeOf(onPgvector, command)).toEqual(outcomes[0])
  }
  const doctors = await Promise.all([onServer, onPgvector].map((line) => line.run('doctor')))
  expect(doctors.map(({ stdout }) => /vectors +(.*)/.exec(stdout)?.[1])).toEqual([
    'compared in each process, as on SQLite: the server has no pgvector',
    expect.stringMatching(/^compared in the database, by pgvector 0\.\d+\.\d+$/),
  ])
})

it('a Postgres that is away is named at the start, without who asks it', async () => {
  const line = openCommandLine({ settings: { DATABASE_URL: 'postgres://who:secret-word@127.0.0.1:9/books' } })

  const [budget, doctor] = [await line.run('budget'), await line.run('doctor')]

  expect([budget.code, doctor.code]).toEqual([1, 1])
  expect(budget.stderr).toContain('postgres://127.0.0.1:9/books cannot be reached')
  expect(doctor.stdout).toContain('postgres://127.0.0.1:9/books cannot be reached')
  expect(`${budget.stderr}${doctor.stdout}`).not.toContain('secret-word')
})
