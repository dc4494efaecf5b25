import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Written in two parts, as this file is looked at too. */
const replacing = new RegExp(['\\bvi\\.(?:', 'mock|doMock|hoisted|resetModules)\\('].join(''))

it('no test replaces a module: files that follow one another in a process share what is loaded', () => {
  const files = globSync('test/**/*.ts')
  expect(files.length).toBeGreaterThan(400)
  expect(files.filter((file) => replacing.test(readFileSync(file, 'utf8')))).toEqual([])
})
