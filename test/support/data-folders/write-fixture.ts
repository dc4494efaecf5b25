import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFolder } from './open-folder.ts'
import { readDataFolder } from './read-data-folder.ts'
import { writeDataFolder } from './write-data-folder.ts'

/**
 * Writes a data folder with this version and what this version reads from it, for every later version to open:
 * `node test/support/data-folders/write-fixture.ts 0004-alert-deliveries`, named after the newest migration.
 */
const fixtures = fileURLToPath(new URL('../../fixtures/data-folders/', import.meta.url))
const name = process.argv[2]
if (!name) throw new Error('Name the fixture after the newest migration, such as 0004-alert-deliveries.')

const fixture = join(fixtures, name)
const folder = await mkdtemp(join(tmpdir(), 'data-folder-'))
const written = join(folder, 'written')
const opened = join(folder, 'opened')
try {
  const endedAtMs = await writeDataFolder(written)
  await mkdir(fixture, { recursive: true })
  await copyFile(join(written, 'autointel.db'), join(fixture, 'autointel.db'))
  await mkdir(opened)
  await copyFile(join(written, 'autointel.db'), join(opened, 'autointel.db'))
  const readAtMs = endedAtMs + 3_600_000
  const autointel = await openFolder({
    directory: opened,
    providerUrl: 'http://127.0.0.1:9/v1',
    now: () => readAtMs,
  })
  const holds = await readDataFolder(autointel, readAtMs)
  await autointel.close()
  await writeFile(join(fixture, 'expected.json'), `${JSON.stringify({ readAtMs, holds }, undefined, 2)}\n`)
} finally {
  await rm(folder, { recursive: true })
}
