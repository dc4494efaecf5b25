import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = globSync(['src/**/*.ts', 'commands/**/*.ts', 'scripts/**/*.ts'], { cwd: root }).sort()
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** Folders in the order in which they build on one another: each imports only from those before it. */
const layers = [
  'money',
  'text',
  'brief',
  'analyst',
  'pricing',
  'ledger',
  'budget',
  'llm',
  'knowledge',
  'tasks',
  'orchestrator',
] as const

/** What a folder imports besides the layers before it. */
const besides: Readonly<Record<string, readonly string[]>> = {
  llm: ['sources'],
  tasks: ['sources'],
  orchestrator: ['sources', 'report'],
}

const surfaces = ['surfaces', 'cli', 'locales', 'commands', 'main', 'app']
const frameworks = /^(discord\.js|@discordjs\/.*|hono|@hono\/.*|ai|@ai-sdk\/.*)$/

interface Import {
  readonly file: string
  /** A file of the project, or a package. */
  readonly target: string
}

const imports: readonly Import[] = [...sources].flatMap(([file, text]) =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map(([, from, dynamic, bare]) => {
    const specifier = from ?? dynamic ?? bare ?? ''
    const target = specifier.startsWith('.')
      ? relative(root, join(root, dirname(file), specifier))
      : specifier
    return { file, target }
  }),
)

/** `src/llm/call-bounds.ts` lies in `llm`, `src/cli.ts` in `cli`, `commands/costs.ts` in `commands`. */
function areaOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second.replace(/\.ts$/, '') : first
}

function isInProject(path: string): boolean {
  return /^(src|commands|scripts)\//.test(path)
}

function shown(found: readonly Import[]): readonly string[] {
  return found.map(({ file, target }) => `${file} imports ${target}`)
}

it('sees the imports that it judges', () => {
  expect(imports).toContainEqual({ file: 'src/cli.ts', target: 'src/app/config.ts' })
  expect(imports).toContainEqual({
    file: 'src/store/sqlite/database.ts',
    target: 'drizzle-orm/better-sqlite3',
  })
  expect(imports.filter(({ target }) => isInProject(target) && !sources.has(target))).toEqual([])
})

describe.each(layers.map((layer, index) => ({ layer, below: layers.slice(0, index) })))(
  'src/$layer',
  ({ layer, below }) => {
    it('builds only on what lies below it', () => {
      const allowed = new Set<string>([layer, ...below, ...(besides[layer] ?? [])])
      const wrong = imports.filter(
        ({ file, target }) => areaOf(file) === layer && isInProject(target) && !allowed.has(areaOf(target)),
      )
      expect(shown(wrong)).toEqual([])
    })
  },
)

it.each(['money', 'pricing', 'ledger', 'budget'])('src/%s knows no framework', (layer) => {
  const wrong = imports.filter(({ file, target }) => areaOf(file) === layer && frameworks.test(target))
  expect(shown(wrong)).toEqual([])
})

it('src/sources knows nothing of the rest', () => {
  const wrong = imports.filter(
    ({ file, target }) => areaOf(file) === 'sources' && isInProject(target) && areaOf(target) !== 'sources',
  )
  expect(shown(wrong)).toEqual([])
})

it('src/report reads the ledger and knows no surface', () => {
  const allowed = new Set(['report', 'money', 'pricing', 'ledger', 'budget'])
  const wrong = imports.filter(
    ({ file, target }) => areaOf(file) === 'report' && isInProject(target) && !allowed.has(areaOf(target)),
  )
  expect(shown(wrong)).toEqual([])
})

it('nothing but surfaces imports surfaces', () => {
  const wrong = imports.filter(
    ({ file, target }) =>
      isInProject(target) &&
      surfaces.includes(areaOf(target)) &&
      !surfaces.includes(areaOf(file)) &&
      areaOf(file) !== 'scripts',
  )
  expect(shown(wrong)).toEqual([])
})

it('the program speaks to the database in the folders of its dialects only', () => {
  const wrong = imports.filter(
    ({ file, target }) =>
      /^(drizzle-orm|better-sqlite3)(\/|$)/.test(target) && !/^(scripts|src\/store\/sqlite)\//.test(file),
  )
  expect(shown(wrong)).toEqual([])
})

it('the environment is read in src/app/config.ts only', () => {
  const readers = [...sources].filter(([, text]) =>
    /process\.env|\benv\b[^'\n]*from 'node:process'/.test(text),
  )
  expect(readers.map(([file]) => file)).toEqual(['src/app/config.ts'])
})

it('no file but the translations, which are data, is longer than 300 lines', () => {
  const code = [...sources].filter(([file]) => areaOf(file) !== 'locales')
  const long = code.filter(([, text]) => text.trimEnd().split('\n').length > 300)
  expect(long.map(([file]) => file)).toEqual([])
})
