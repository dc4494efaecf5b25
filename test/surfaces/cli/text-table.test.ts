import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { textWidth } from '../../../src/app/text-width.ts'
import { fitted, table } from '../../../src/surfaces/cli/text-table.ts'

test('What is known to take one column takes one by the tables of Unicode too', () => {
  const different: string[] = []
  for (let code = 0x20; code < 0x2100; code++) {
    const character = String.fromCharCode(code)
    if (textWidth(character) !== stringWidth(character)) different.push(code.toString(16))
  }

  expect(different).toEqual([])
})

test.each([
  ['plain', 5],
  ['сервер', 6],
  ['東京', 4],
  ['👩‍👩‍👧', 2],
  ['e\u0301', 1],
  ['©\ufe0f', 2],
])('%s takes %i columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns)
})

test('Cells of all scripts stand below each other, and what is too long says so', () => {
  expect(
    table(
      [
        ['東京', '1'],
        ['сервер', '22'],
      ],
      [1],
    ),
  ).toBe('  東京     1\n  сервер  22')
  expect(fitted('東京都', 5)).toBe('東京…')
})
