import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundlesFolder } from '../../../scripts/start/bundle-place.ts'
import { freshBundle } from '../../../scripts/start/bundle-record.ts'
import { makeBundle } from '../../../scripts/start/make-bundle.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const program = fileURLToPath(new URL('../../../', import.meta.url))
const entry = 'src/cli.ts'

/** A program of three files and a package, which starts as this one does. */
function smallProgram(): string {
  const folder = temporaryFolder()
  const files = {
    'package.json': '{ "type": "module", "dependencies": { "outside": "1.0.0" } }',
    'src/cli.ts':
      "import { known } from 'zod'\nimport outside from 'outside'\nimport { place } from './place.ts'\n" +
      "console.log(known, outside, place)\nconst later = await import('./later.ts')\nif (process.argv[2] === 'fail') later.fail()\n",
    'src/place.ts': 'export const place: string = new URL(import.meta.url).pathname\n',
    'src/later.ts': "\nexport function fail(): never {\n  throw new Error('on the third line')\n}\n",
    'node_modules/zod/package.json': '{ "name": "zod", "version": "1.0.0", "main": "index.js" }',
    'node_modules/zod/index.js': "exports.known = 'bundled'",
    'node_modules/outside/package.json': '{ "name": "outside", "version": "1.0.0", "main": "index.js" }',
    'node_modules/outside/index.js': "module.exports = require('node:path').basename(__dirname)",
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  for (const name of ['scripts/require-node.mjs', 'scripts/start'])
    cpSync(join(program, name), join(folder, name), { recursive: true })
  for (const name of ['esbuild', '@esbuild'])
    symlinkSync(join(program, 'node_modules', name), join(folder, 'node_modules', name))
  return folder
}

async function start(folder: string, argument = 'run') {
  const requireNode = join(folder, 'scripts', 'require-node.mjs')
  const child = spawn(process.execPath, ['--import', requireNode, join(folder, entry), argument], {
    cwd: folder,
    env: { NODE_COMPILE_CACHE: join(folder, 'compile-cache') },
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { stdout, stderr }
}

test('A program starts from a bundle that is made at its first start, and knows where its files are', async () => {
  const folder = smallProgram()
  const first = await start(folder)
  const bundle = freshBundle(folder, entry)
  const second = await start(folder)

  expect(first).toEqual({ stdout: `bundled outside ${join(folder, 'src/place.ts')}\n`, stderr: '' })
  expect(second).toEqual(first)
  expect(bundle).toBeDefined()
  expect(freshBundle(folder, entry)).toBe(bundle)
})

test('What the program answers by itself needs no bundle', async () => {
  const folder = smallProgram()

  expect((await start(folder, '--help')).stdout).toContain('bundled outside')
  expect(freshBundle(folder, entry)).toBeUndefined()
})

test('Traces of a bundle name the lines of the sources', async () => {
  const folder = smallProgram()
  await makeBundle(folder, entry)

  expect((await start(folder, 'fail')).stderr).toContain(`${join(folder, 'src/later.ts')}:3`)
})

test('What has changed since is what runs, even where it has the size and the time of before', async () => {
  const folder = smallProgram()
  await start(folder)
  const place = join(folder, 'src/place.ts')
  const { atime, mtime } = statSync(place)
  writeFileSync(place, readFileSync(place, 'utf8').replace('.pathname', '.protocol'))
  utimesSync(place, atime, mtime)

  expect((await start(folder)).stdout).toBe('bundled outside file:\n')
})

test.each([
  ['a part that is loaded later', 'src/later.ts', '\nexport const fail = () => {}\n'],
  [
    'the version of a package',
    'node_modules/zod/package.json',
    '{ "name": "zod", "version": "1.0.1", "main": "index.js" }',
  ],
])('A bundle is of no use once %s is another', async (_name, file, content) => {
  const folder = smallProgram()
  await makeBundle(folder, entry)
  writeFileSync(join(folder, file), content)

  expect(freshBundle(folder, entry)).toBeUndefined()
})

test('A file that is gone makes a bundle of no use, one that is copied over itself does not', async () => {
  const folder = smallProgram()
  const bundle = await makeBundle(folder, entry)
  const place = join(folder, 'src/place.ts')
  const content = readFileSync(place)
  rmSync(place)
  const without = freshBundle(folder, entry)
  writeFileSync(place, content)

  expect(without).toBeUndefined()
  expect(freshBundle(folder, entry)).toBe(bundle)
})

test('Of several that find no bundle one makes it, and the others do without', async () => {
  const folder = smallProgram()
  const made = await Promise.all([1, 2, 3].map(() => makeBundle(folder, entry)))

  expect(made.filter((bundle) => bundle !== undefined)).toEqual([freshBundle(folder, entry)])
})

test('A program starts from its sources where nothing can be kept', async () => {
  const folder = smallProgram()
  writeFileSync(join(folder, 'node_modules', '.cache'), 'no folder')

  expect((await start(folder)).stdout).toContain('bundled outside')
  expect(freshBundle(folder, entry)).toBeUndefined()
})

test('A mistake in the sources is told by Node', async () => {
  const folder = smallProgram()
  writeFileSync(join(folder, 'src/place.ts'), 'export const place = (\n')

  expect((await start(folder)).stderr).toContain('SyntaxError')
})

test('Bundles that nobody has used for days are removed when another is made', async () => {
  const folder = smallProgram()
  await makeBundle(folder, entry)
  const [old = ''] = readdirSync(bundlesFolder(folder)).filter((name) => name.startsWith('cli-'))
  utimesSync(join(bundlesFolder(folder), old), 0, 0)
  writeFileSync(join(folder, 'src/place.ts'), "export const place = 'new'\n")
  const made = await makeBundle(folder, entry)

  expect(readdirSync(bundlesFolder(folder)).sort()).toEqual(
    [made?.slice(bundlesFolder(folder).length + 1), 'cli.json'].sort(),
  )
})
