import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { sourceErrorReasons } from '../../src/sources/source-error.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
/** What stands between single back ticks, outside of the picture. */
const named = [...document.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(
  ([, text = '']) => text,
)
const sources = globSync('src/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))

/** `llm/meter.ts` lies in `src`, `commands/budget.ts` does not. */
function isThere(path: string): boolean {
  return [path, join('src', path)].some((place) => existsSync(join(root, place)))
}

it('every file and folder that the architecture names is there', () => {
  const paths = named.filter((text) => /^[\w./-]*(?:\/|\.ts$)[\w./-]*$/.test(text) && text !== '/autointel')
  expect(paths.length).toBeGreaterThan(40)
  expect(paths.filter((path) => !isThere(path))).toEqual([])
})

it('every method that the architecture names is one', () => {
  const methods = named.flatMap((text) => {
    const [, type, method] = /^([A-Z]\w+)\.(\w+)$/.exec(text) ?? []
    return type && method ? [{ type, method }] : []
  })
  expect(methods.length).toBeGreaterThan(1)
  const missing = methods.filter(
    ({ type, method }) =>
      !sources.some(
        (text) =>
          new RegExp(`(interface|class) ${type}\\b`).test(text) &&
          new RegExp(`^ +${method}[(<]`, 'm').test(text),
      ),
  )
  expect(missing).toEqual([])
})

it('the table of the architecture has every room once', () => {
  const rooms = [...document.matchAll(/^\| `(\w+)` \|/gm)].map(([, room = '']) => room)
  const folders = globSync('src/*/', { cwd: root }).map((folder) => folder.split('/')[1] ?? '')
  expect(rooms.toSorted()).toEqual(folders.toSorted())
})

it('every code of a source that could not be read is in its document', () => {
  const told = readFileSync(join(root, 'docs/sources.md'), 'utf8')
  expect(sourceErrorReasons.filter((code) => !told.includes(`| \`${code}\` |`))).toEqual([])
})

it('every decision has a number of its own', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root }).map(
    (file) => /\d{4}/.exec(file)?.[0] ?? file,
  )
  expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted())
})
