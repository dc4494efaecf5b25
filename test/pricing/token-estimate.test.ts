import fc from 'fast-check'
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base'
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import {
  chunksOf,
  estimateMessageTokens,
  estimateTokens,
  estimateTokensFromLength,
  longestTokenisedChunk,
} from '../../src/pricing/token-estimate.ts'

const gpt5 = { provider: 'openai', model: 'gpt-5' }
const gpt4 = { provider: 'openai', model: 'gpt-4' }
const claude = { provider: 'anthropic', model: 'claude-opus-5' }
const asPlainText = { disallowedSpecial: new Set<string>() }

/** Strings of every kind that a tokeniser treats in a way of its own, joined at random into longer ones. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<|endoftext|>',
    '<|im_start|>',
    "don't ",
    "l'été",
    '👩‍👩‍👧‍👦',
    '日本語のテキスト。',
    'Привет, мир!',
    'ภาษาไทย',
  ),
  fc.constantFrom(
    '\r\n',
    '\n\n/',
    '  ',
    ' \n ',
    '\u00a0',
    '\u3000',
    '\u0301',
    '12345678',
    '1a2b',
    'ʼ',
    '!!!',
    '\ud800',
  ),
  fc
    .tuple(fc.constantFrom('a', 'A', ' ', '7', '-', '漢', '😀', '\n'), fc.integer({ min: 1, max: 400 }))
    .map(([unit, times]) => unit.repeat(times)),
)
const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

describe('an estimate for OpenAI', () => {
  it('is exactly what the tokeniser counts, whatever the text, unless a stretch is too long to encode', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tooLong = [...chunksOf(text)].some(({ length }) => length > longestTokenisedChunk)
        fc.pre(!tooLong)
        expect(estimateTokens(text, gpt5)).toBe(countO200k(text, asPlainText))
        expect(estimateTokens(text, gpt4)).toBe(countCl100k(text, asPlainText))
      }),
      { numRuns: 400 },
    )
  })

  it.each(['!\n/*', "n't ", 'e\u0301', 'क\u0940', '한국어 ', '12345 ', ' \n ', '}\r\n//'])(
    'is exact wherever among many %j the text is cut',
    (unit) => {
      for (let offset = 0; offset < unit.length; offset += 1) {
        const text = `${'-'.repeat(offset)}${unit.repeat(1_000 / unit.length)}`
        expect(estimateTokens(text, gpt5)).toBe(countO200k(text))
        expect(estimateTokens(text, gpt4)).toBe(countCl100k(text))
      }
    },
  )

  it('is never below what the tokeniser counts', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 8 }), (text, times) => {
        const longer = text.repeat(times)
        expect(estimateTokens(longer, gpt5)).toBeGreaterThanOrEqual(countO200k(longer, asPlainText))
        expect(estimateTokens(longer, gpt4)).toBeGreaterThanOrEqual(countCl100k(longer, asPlainText))
      }),
      { numRuns: 200 },
    )
  })

  it('takes control tokens for text', () => {
    expect(estimateTokens('<|endoftext|>', gpt5)).toBeGreaterThan(1)
  })

  it('is zero for nothing', () => {
    expect(estimateTokens('', gpt5)).toBe(0)
  })

  it.each([
    'gpt-4',
    'gpt-4-turbo',
    'gpt-4-0613',
    'gpt-3.5-turbo',
    'text-embedding-3-small',
    'text-embedding-ada-002',
  ])('uses the older encoding for %s', (model) => {
    const text = 'Сколько это стоит?'
    expect(estimateTokens(text, { provider: 'openai', model })).toBe(countCl100k(text))
    expect(countCl100k(text)).toBeGreaterThan(countO200k(text))
  })

  it.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-5', 'o3', 'chatgpt-4o-latest'])(
    'uses the newer encoding for %s',
    (model) => {
      const text = 'Сколько это стоит?'
      expect(estimateTokens(text, { provider: 'openai', model })).toBe(countO200k(text))
    },
  )
})

describe('the work', () => {
  it.each([
    ['prose', 'A fox, they say, jumps 12 times.\n'.repeat(3_000)],
    ['code', 'if (a[1]) { return b.map((c) => c + 1) }\n\t'.repeat(3_000)],
    ['Chinese', '这是一个句子，它说明了一些事情。'.repeat(3_000)],
    ['base64', 'SGVsbG8gd29ybGQh0a1b2c3d4/x+'.repeat(3_000)],
  ])('on %s is done in pieces of bounded length', (_, text) => {
    const chunks = [...chunksOf(text)]
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(longestTokenisedChunk)
    expect(chunks.length).toBeGreaterThan(50)
    expect(chunks.join('')).toBe(text)
  })

  it.each(['a', 'A', ' ', '-', '漢', '😀', '\u0301', '\n'])(
    'on a long run of %j is to count its bytes',
    (unit) => {
      const text = unit.repeat(1_000_000)
      expect(estimateTokens(text, gpt5)).toBe(Buffer.byteLength(text))
    },
  )

  it('loses nothing of any text', () => {
    fc.assert(fc.property(anyText, (text) => [...chunksOf(text)].join('') === text))
  })
})

describe('an estimate for others', () => {
  it.each([
    [claude, 1.8],
    [{ provider: 'google', model: 'gemini-2.5-pro' }, 1.3],
    [{ provider: 'compatible', model: 'llama3' }, 2],
  ])('of %j is %d times the larger count', (model, margin) => {
    const text = 'The price of everything and the value of nothing. '.repeat(20)
    expect(estimateTokens(text, model)).toBe(Math.ceil(countCl100k(text) * margin))
  })

  it('is not below either of the encodings, and never above a token a byte and one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const estimate = estimateTokens(text, claude)
        expect(estimate).toBeGreaterThanOrEqual(
          Math.max(countCl100k(text, asPlainText), countO200k(text, asPlainText)),
        )
        expect(estimate).toBeLessThanOrEqual(Buffer.byteLength(text) + 1)
      }),
    )
  })
})

describe('around the text', () => {
  it('comes what the chat format adds', () => {
    expect(estimateMessageTokens([], gpt5)).toBe(32)
    expect(estimateMessageTokens(['hello', ''], gpt5)).toBe(1 + 2 * 8 + 32)
  })

  it.each([
    [0, 0],
    [1, 1],
    [4, 1],
    [5, 2],
    [2_000_000, 500_000],
  ])('%i characters are roughly %i tokens', (characters, tokens) => {
    expect(estimateTokensFromLength(characters)).toBe(tokens)
  })
})
