import { describe, expect, it } from 'vitest'
import { toCsv } from '../../src/wire/csv.ts'

describe('CSV', () => {
  it('quotes what RFC 4180 asks for and ends each line with CRLF', () => {
    expect(
      toCsv([
        ['a,b', 'c"d', 'e\nf', 'g'],
        [1, { number: '-0.5' }, ''],
        [true, false, null],
        ['a\rb', '"', 'é', ' '],
      ]),
    ).toBe('"a,b","c""d","e\nf",g\r\n1,-0.5,\r\n1,0,\r\n"a\rb","""",é, \r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\uff1d1'])(
    'makes the text %j no formula',
    (text) => {
      expect(toCsv([[text]])).toMatch(/^"?'/)
    },
  )

  it('leaves text alone that no spreadsheet would run', () => {
    expect(toCsv([['gpt-5=good', 'a@b']])).toBe('gpt-5=good,a@b\r\n')
  })
})
