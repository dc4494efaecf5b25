import { expect, it } from 'vitest'
import { decimalIn, fieldOf, valueAt } from '../../../src/pricing/wire/json-path.ts'

const body = {
  usage: {
    prompt_tokens: 3,
    details: [
      { kind: 'TEXT', n: 1 },
      { kind: 'AUDIO', n: 2 },
      { kind: 'AUDIO', n: 9 },
    ],
  },
  output: [{ type: 'search' }, { type: 'text' }, { type: 'search' }],
  numbers: [{ code: 7, name: 'seven' }],
  choices: [{ text: 'first' }, { text: 'second' }],
  text: 'abc',
}

it.each([
  ['usage.prompt_tokens', 3],
  ['usage.missing', undefined],
  ['missing.prompt_tokens', undefined],
  ['choices.1.text', 'second'],
  ['usage.details[kind=AUDIO].n', 2],
  ['usage.details[kind=VIDEO].n', undefined],
  ['numbers[code=7].name', 'seven'],
  ['output[type=search]#', 2],
  ['output[type=image]#', 0],
  ['output#', 3],
  ['usage#', undefined],
  ['usage[kind=AUDIO]', undefined],
  ['text#', undefined],
  ['text.length', undefined],
  ['usage.toString', undefined],
])('at %s stands %j', (path, value) => {
  expect(valueAt(body, path)).toEqual(value)
})

it.each([
  [null, undefined],
  ['text', undefined],
  [undefined, undefined],
  [{ a: 1 }, 1],
  [Object.create({ a: 1 }), undefined],
])('%j has as its field "a" %s', (value, field) => {
  expect(fieldOf(value, 'a')).toBe(field)
})

it.each([
  [0, '0'],
  [-1.5, '-1.5'],
  ['12', '12'],
  [' 12.50 ', '12.50'],
  ['1e-7', '1e-7'],
  ['1E+100', '1E+100'],
  [0.0000001, '1e-7'],
  ['1e1000', undefined],
  ['', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['0x10', undefined],
  ['12 tokens', undefined],
  ['n12', undefined],
  ['1,000', undefined],
  [true, undefined],
  [null, undefined],
  [[1], undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
])('%j is the number %s', (value, text) => {
  expect(decimalIn(value)).toBe(text)
})
