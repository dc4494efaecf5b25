import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isBundledPackage, nameOfPackage } from '../../../scripts/start/bundled-packages.ts'

const program = fileURLToPath(new URL('../../../', import.meta.url))
const packages = join(program, 'node_modules')

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

/** The folder of a package as another one finds it. */
function found(name: string, from: string): string | undefined {
  const place = join(from, 'node_modules', name)
  if (existsSync(place)) return place
  return from === dirname(from) ? undefined : found(name, dirname(from))
}

/** Packages that a package and what it needs use of those that are at the top. */
function usedBy(folder: string, seen = new Set<string>()): Set<string> {
  const { dependencies, peerDependencies } = manifestIn(folder)
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const place = found(name, folder)
    if (place === undefined || seen.has(place)) continue
    seen.add(place)
    usedBy(place, seen)
  }
  return seen
}

test('No package outside of the bundle shares a package with the bundle that has instances to share', () => {
  const outside = Object.keys(manifestIn(program).dependencies ?? {}).filter(
    (name) => !isBundledPackage(name),
  )
  const twice = outside.flatMap((name) =>
    [...usedBy(join(packages, name))]
      .map((place) => place.slice(packages.length + 1))
      .filter((used) => isBundledPackage(used))
      .map((used) => `${name} uses ${used}`),
  )

  expect(twice).toEqual([])
})

test.each([
  ['zod/v4', 'zod'],
  ['@discordjs/core/http-only', '@discordjs/core'],
  ['ai', 'ai'],
])('%s is of %s', (path, name) => {
  expect(nameOfPackage(path)).toBe(name)
})
