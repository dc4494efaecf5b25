import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const files = globSync(['src/**/*.ts', 'commands/**/*.ts', 'scripts/**/*.ts'], { cwd: root }).sort()
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** The rooms of `src` in the order in which they build on one another: each imports from the floors below its own. */
const floors: readonly (readonly string[])[] = [
  ['money', 'text', 'brief', 'time', 'workers', 'fleet'],
  ['pricing', 'knowledge'],
  ['ledger'],
  ['budget', 'report'],
  ['access', 'servers', 'llm', 'analyst', 'sources'],
  ['tasks'],
  ['orchestrator'],
  ['store', 'outbox', 'wire'],
  ['app'],
  ['surfaces', 'locales'],
]

/** Neighbours on one floor that one room may know. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  workers: ['time'],
  fleet: ['time'],
  report: ['budget'],
  llm: ['analyst', 'sources'],
  surfaces: ['locales'],
  store: ['outbox'],
  outbox: ['wire'],
}

const entryPoints = ['src/cli.ts', 'src/main.ts', 'src/worker.ts']
const frameworks = /^(discord\.js|@discordjs\/.*|hono|@hono\/.*)$/
const modelFrameworks = /^(ai|@ai-sdk\/.*)$/
const databases = /^(drizzle-orm|better-sqlite3|postgres|pg|pg-boss)(\/|$)/

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

/** `src/llm/meter.ts` lies in `llm`, `commands/costs.ts` in `commands`; an entry point is a room of its own. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'src' ? second : first
}

/** `src/surfaces/cli/output.ts` is of the surface `cli`. */
function surfaceOf(path: string): string | undefined {
  return path.match(/^src\/surfaces\/([^/]+)\//)?.[1]
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room))
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

it('every folder of src has its floor', () => {
  const rooms = new Set(
    files.filter((file) => file.startsWith('src/') && !entryPoints.includes(file)).map(roomOf),
  )
  expect([...rooms].filter((room) => floorOf(room) < 0)).toEqual([])
})

it.each(floors.flat())('src/%s builds only on what lies below it', (room) => {
  const below = floors.slice(0, floorOf(room)).flat()
  const allowed = new Set([room, ...below, ...(neighbours[room] ?? [])])
  const wrong = imports.filter(
    ({ file, target }) =>
      file.startsWith(`src/${room}/`) && isInProject(target) && !allowed.has(roomOf(target)),
  )
  expect(shown(wrong)).toEqual([])
})

it.each(floors.slice(0, floorOf('store')).flat())(
  'src/%s knows no surface’s framework and no database',
  (room) => {
    const wrong = imports.filter(
      ({ file, target }) => roomOf(file) === room && (frameworks.test(target) || databases.test(target)),
    )
    expect(shown(wrong)).toEqual([])
  },
)

it.each(['money', 'text', 'brief', 'pricing', 'ledger', 'budget', 'report', 'access'])(
  'src/%s knows no framework for models',
  (room) => {
    const wrong = imports.filter(({ file, target }) => roomOf(file) === room && modelFrameworks.test(target))
    expect(shown(wrong)).toEqual([])
  },
)

it('the outbox and the wire know no surface’s framework', () => {
  const wrong = imports.filter(
    ({ file, target }) => ['outbox', 'wire'].includes(roomOf(file)) && frameworks.test(target),
  )
  expect(shown(wrong)).toEqual([])
})

it('no surface imports another', () => {
  const wrong = imports.filter(({ file, target }) => {
    const [own, other] = [surfaceOf(file), surfaceOf(target)]
    return own !== undefined && other !== undefined && own !== other
  })
  expect(shown(wrong)).toEqual([])
})

it('only the bot’s entry point knows the commands', () => {
  const wrong = imports.filter(
    ({ file, target }) => file.startsWith('src/') && target.startsWith('commands/') && file !== 'src/main.ts',
  )
  expect(shown(wrong)).toEqual([])
})

it('only src/app opens a store', () => {
  const wrong = imports.filter(
    ({ file, target }) =>
      file.startsWith('src/') && roomOf(target) === 'store' && !['store', 'app'].includes(roomOf(file)),
  )
  expect(shown(wrong)).toEqual([])
})

it('REST clients and their errors come from one library, not from the copy in discord.js', () => {
  const imported = /import (?:type )?\{([^}]*)\} from 'discord\.js'/g
  const copied = /\b(REST|DiscordAPIError|HTTPError|RateLimitError)\b/
  const wrong = [...sources].filter(([, text]) =>
    [...text.matchAll(imported)].some(([, names = '']) => copied.test(names)),
  )
  expect(wrong.map(([file]) => file)).toEqual([])
})

it('SQL is spoken in src/store only', () => {
  const wrong = imports.filter(
    ({ file, target }) => databases.test(target) && !/^(scripts|src\/store)\//.test(file),
  )
  expect(shown(wrong)).toEqual([])
})

it('the environment is read in src/app only', () => {
  const readers = [...sources].filter(([, text]) =>
    /process\.env|\benv\b[^'\n]*from 'node:process'/.test(text),
  )
  expect(readers.map(([file]) => file)).toEqual([
    'src/app/config.ts',
    'src/app/environment.ts',
    'src/app/output.ts',
  ])
})

it('no file but the translations, which are data, is longer than 300 lines', () => {
  const code = [...sources].filter(([file]) => roomOf(file) !== 'locales')
  const long = code.filter(([, text]) => text.trimEnd().split('\n').length > 300)
  expect(long.map(([file]) => file)).toEqual([])
})

/** Files that reach themselves over what they import, each with what of it leads back. */
function circles(): readonly string[] {
  const targets = new Map(
    files.map((file) => [
      file,
      imports.filter((one) => one.file === file && sources.has(one.target)).map(({ target }) => target),
    ]),
  )
  const reached = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const target of targets.get(from) ?? []) if (!seen.has(target)) reached(target, seen.add(target))
    return seen
  }
  const reachedFrom = new Map(files.map((file) => [file, reached(file)]))
  return files.flatMap((file) =>
    (targets.get(file) ?? [])
      .filter((target) => reachedFrom.get(target)?.has(file))
      .map((target) => `${file} imports ${target}, which leads back to it`),
  )
}

it('no file leads back to itself over what it imports', () => {
  expect(circles()).toEqual([])
})
