import { expect, it } from 'vitest'
import { commandValues, plainMention } from '../../src/locales/command-mentions.ts'
import { en } from '../../src/locales/en.ts'
import { ru } from '../../src/locales/ru.ts'

it.each([
  ['English', en],
  ['Russian', ru],
])('every command that a text of %s names is known by its name', (_, texts) => {
  const named = [...JSON.stringify(texts).matchAll(/\{\{(command_\w+)\}\}/g)].map(([, name = '']) => name)
  const known = Object.keys(commandValues(plainMention))

  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.includes(name))).toEqual([])
})
