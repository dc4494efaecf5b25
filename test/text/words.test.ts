import { describe, expect, it } from 'vitest'
import { contentWords, numberValue, wordsOf } from '../../src/text/words.ts'

const formsOf = (statement: string, language?: string) =>
  contentWords(statement, language).map(({ form }) => form)

describe('the words of a statement', () => {
  it('are its stems, without function words', () => {
    expect(formsOf('The ferries were carrying passengers.')).toEqual(formsOf('A ferry carries the passenger'))
    expect(formsOf('Число читателей', 'ru')).toEqual(formsOf('Числа читателя', 'ru'))
  })

  it('leave out the function words of their language', () => {
    expect(formsOf('Die Schule wird nicht geschlossen', 'de')).toEqual(formsOf('Schulen geschlossen', 'de'))
  })

  it('know numbers, however they are grouped, and names', () => {
    expect(contentWords("Renner's 418,000 boats")).toEqual([
      { written: "Renner's", form: 'renner', isNumber: false, isName: true },
      { written: '418,000', form: '418000', isNumber: true, isName: false },
      { written: 'boats', form: 'boat', isNumber: false, isName: false },
    ])
  })

  it('are single characters in Chinese, Japanese and Korean', () => {
    expect(formsOf('地铁票价')).toEqual(['地', '铁', '票', '价'])
  })
})

it.each([
  ['1,234.5', 1234.5],
  ['2,3', 2.3],
  ['418,000', 418_000],
  ['7', 7],
])('reads %s as %d', (written, value) => {
  expect(numberValue(written)).toBe(value)
})

it('finds the words of a text without spaces by its language', () => {
  expect(wordsOf('我喜欢猫。', 'zh')).toEqual(['我', '喜欢', '猫'])
  expect(wordsOf("It's 9 o'clock.", 'und')).toEqual(["It's", '9', "o'clock"])
})
