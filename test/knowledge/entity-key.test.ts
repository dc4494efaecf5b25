import { expect, it } from 'vitest'
import { entityKey } from '../../src/knowledge/entity-key.ts'

it.each([
  ['The Café-Royal', 'cafe royal'],
  ['  ＨＥＬＩＯＳ   Energy, Inc. ', 'helios energy inc'],
  ['Université de Liège', 'universite de liege'],
  ['Санкт-Петербург', 'санкт петербург'],
  ['東京', '東京'],
  ['The', 'the'],
  ['…', ''],
])('compares %j as %j', (name, key) => {
  expect(entityKey(name)).toBe(key)
})
