import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type CommandLine, openCommandLine } from '../../support/cli/command-line.ts'
import { openFolder } from '../../support/data-folders/open-folder.ts'
import { readDataFolder } from '../../support/data-folders/read-data-folder.ts'
import { temporaryDatabase } from '../../support/postgres/temporary-database.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const fixtures = fileURLToPath(new URL('../../fixtures/data-folders/', import.meta.url))
const versions = readdirSync(fixtures).filter((name) => /^\d{4}-/.test(name))
const [oldest = '', newest = ''] = [versions[0], versions.at(-1)]

/** A data folder of an earlier version, on its own. */
function folderOf(version: string): string {
  const folder = temporaryFolder()
  cpSync(join(fixtures, version, 'autointel.db'), join(folder, 'autointel.db'))
  return folder
}

function lineOn(folder: string, settings: Readonly<Record<string, string>> = {}): CommandLine {
  return openCommandLine({ settings: { DATA_DIR: folder, MODELS: 'local:extractive', ...settings } })
}

function expectedOf(version: string): { readonly readAtMs: number; readonly holds: object } {
  return JSON.parse(readFileSync(join(fixtures, version, 'expected.json'), 'utf8'))
}

/** All that can be seen in books. */
async function seenIn(
  directory: string,
  variables: Readonly<Record<string, string>> = {},
  readAtMs = expectedOf(newest).readAtMs,
): Promise<unknown> {
  const autointel = await openFolder({
    directory,
    providerUrl: 'http://127.0.0.1:9/v1',
    now: () => readAtMs,
    variables,
  })
  try {
    return await readDataFolder(autointel, readAtMs)
  } finally {
    await autointel.close()
  }
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

async function succeed(line: CommandLine, ...words: readonly string[]) {
  const { code, stdout, stderr } = await line.run(...words)
  expect([words[0], code], stderr).toEqual([words[0], 0])
  return stdout
}

it.each([oldest, newest])(
  'books of the version %s are the same on Postgres, and in a file again',
  async (version) => {
    const [folder, back] = [folderOf(version), temporaryFolder()]
    const file = join(folder, 'autointel.db')
    const url = await temporaryDatabase()
    const before = hashOf(file)

    const moved = JSON.parse(await succeed(lineOn(folder), 'move', '--to', url, '--json'))
    await succeed(lineOn(folder, { DATABASE_URL: url }), 'move', '--to', `sqlite:${back}`)

    expect(hashOf(file)).toBe(before)
    expect(moved.source).toEqual(moved.target)
    const seen = await seenIn(folder)
    expect(await seenIn(back)).toEqual(seen)
    expect(await seenIn(temporaryFolder(), { DATABASE_URL: url })).toEqual(seen)
  },
)

it.each(versions)(
  'books of the version %s have every figure, limit, run and brief in place on Postgres, and verify',
  async (version) => {
    const folder = folderOf(version)
    const url = await temporaryDatabase()
    const { readAtMs, holds } = expectedOf(version)

    const moved = JSON.parse(await succeed(lineOn(folder), 'move', '--to', url, '--json'))

    const seen = await seenIn(temporaryFolder(), { DATABASE_URL: url }, readAtMs)
    expect(seen).toMatchObject(holds)
    expect([moved.target.ok, moved.target.differences]).toEqual([true, []])
  },
)

it.each([
  ['a file', ''],
  ['Postgres', 'postgres'],
])('a backup of %s makes the same books on either', async (_store, kind) => {
  const folder = folderOf(newest)
  const server = kind === '' ? {} : { DATABASE_URL: await temporaryDatabase() }
  if ('DATABASE_URL' in server) await succeed(lineOn(folder), 'move', '--to', server.DATABASE_URL)
  const backup = join(temporaryFolder(), 'books.backup')
  await succeed(lineOn(folder, server), 'backup', backup)
  const [onFile, onServer] = [temporaryFolder(), { DATABASE_URL: await temporaryDatabase() }]

  await succeed(lineOn(onFile), 'restore', backup)
  await succeed(lineOn(temporaryFolder(), onServer), 'restore', backup, '--json')

  const seen = await seenIn(folder, server)
  expect(await seenIn(onFile)).toEqual(seen)
  expect(await seenIn(temporaryFolder(), onServer)).toEqual(seen)
})

describe('books are not carried', () => {
  const refusals: readonly (readonly [string, RegExp, () => Promise<readonly [CommandLine, ...string[]]>])[] =
    [
      [
        'to where there are some',
        /already \(/,
        async () => [lineOn(folderOf(newest)), 'move', '--to', `sqlite:${folderOf(newest)}`],
      ],
      [
        'to where they are',
        /are in .* already\./,
        async () => {
          const folder = folderOf(newest)
          return [lineOn(folder), 'move', '--to', `sqlite:${folder}`]
        },
      ],
      [
        'from where there are none',
        /no books/,
        async () => [lineOn(join(temporaryFolder(), 'none')), 'move', '--to', `sqlite:${temporaryFolder()}`],
      ],
      [
        'from what is no backup',
        /no backup of Autointel/,
        async () => {
          const folder = temporaryFolder()
          writeFileSync(join(folder, 'letter.txt'), 'Dear all,')
          return [lineOn(folder), 'restore', join(folder, 'letter.txt')]
        },
      ],
      [
        'from a folder',
        /no backup of Autointel/,
        async () => [lineOn(temporaryFolder()), 'restore', temporaryFolder()],
      ],
      [
        'from a backup that is not there',
        /no books/,
        async () => [lineOn(temporaryFolder()), 'restore', 'nowhere'],
      ],
      [
        'from half a backup',
        /ends before its end/,
        async () => {
          const server = { DATABASE_URL: await temporaryDatabase() }
          const backup = join(temporaryFolder(), 'books.backup')
          await succeed(lineOn(folderOf(newest)), 'move', '--to', server.DATABASE_URL)
          await succeed(lineOn(temporaryFolder(), server), 'backup', backup)
          truncateSync(backup, 10_000)
          return [lineOn(temporaryFolder()), 'restore', backup]
        },
      ],
    ]

  it.each(refusals)('%s', async (_case, said, open) => {
    const [line, ...words] = await open()

    const { code, stderr } = await line.run(...words)

    expect(code).toBe(1)
    expect(stderr).toMatch(said)
  })

  it('where they are already, which leaves even those of an earlier version byte for byte as they were', async () => {
    const folder = folderOf(oldest)
    const file = join(folder, 'autointel.db')
    const before = hashOf(file)

    const moved = await lineOn(folder).run('move', '--to', `sqlite:${folder}/.`)
    const restored = await lineOn(folder).run('restore', file)

    expect([moved.code, restored.code, hashOf(file)]).toEqual([1, 1, before])
  })

  it('while somebody works on them', async () => {
    const folder = folderOf(newest)
    const autointel = await openFolder({
      directory: folder,
      providerUrl: 'http://127.0.0.1:9/v1',
      now: Date.now,
    })

    const { code, stderr } = await lineOn(folder).run('move', '--to', `sqlite:${temporaryFolder()}`)
    await autointel.close()

    expect([code, stderr]).toEqual([1, expect.stringContaining('Stop the bot')])
  })

  it('to a place of which nobody knows what it is', async () => {
    const { code, stderr } = await lineOn(folderOf(newest)).run('move', '--to', 'mysql://db.lan/books')

    expect([code, stderr]).toEqual([2, expect.stringContaining('sqlite:FOLDER')])
  })
})
