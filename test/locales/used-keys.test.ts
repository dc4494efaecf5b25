import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { en } from '../../src/locales/en.ts'
import { stringLiteralsOf } from '../support/string-literals.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pluralSuffix = /_(zero|one|two|few|many|other)$/
/** The texts themselves ask for none. */
const isData = (file: string) => /^src\/locales\/(?:en|ru)(?:\.ts|\/)/.test(file)

function keysOf(texts: object, path = ''): readonly string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`.replace(pluralSuffix, '')] : keysOf(value, `${path}${key}.`),
  )
}

const keys = [...new Set(keysOf(en))]
const files = globSync(['src/**/*.ts', 'commands/*.ts'], { cwd: root }).filter((file) => !isData(file))
/** What the code may ask for: `workflow.cancelled`, or `depth.…` where a part of the key is chosen. */
const asked = new Set(
  files
    .flatMap((file) => stringLiteralsOf(readFileSync(join(root, file), 'utf8')).map(({ text }) => text))
    .filter((text) => /^\w+(\.[\w …]+)+$/.test(text)),
)
const patterns = [...asked].map((text) => {
  const escaped = text.replaceAll('.', '\\.').replaceAll('…', '[^.]+')
  return new RegExp(`^${escaped}$`)
})

test('no text waits for somebody to ask for it', () => {
  expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([])
})

test('the look at the code sees both a key and a choice of keys', () => {
  expect(asked).toContain('workflow.cancel')
  expect(asked).toContain('depth.…')
})
