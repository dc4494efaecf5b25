import { expect, it } from 'vitest'
import { pack, packAtOnce, unpack, unpackAtOnce } from '../../../src/store/sqlite/packed-text.ts'

const texts = [
  '',
  'short',
  'ё'.repeat(3_999),
  'ё'.repeat(4_000),
  'long '.repeat(60_000),
  '🙂 '.repeat(200_000),
]

it.each(texts.map((text) => [text.length, text] as const))(
  'gives back a text of %i characters',
  async (_, text) => {
    expect(await unpack(await pack(text))).toBe(text)
    expect(unpackAtOnce(packAtOnce(text))).toBe(text)
  },
)

it('leaves short texts readable in the file, and compresses from 4,000 characters on', async () => {
  expect(await pack('a'.repeat(3_999))).toBe('a'.repeat(3_999))
  expect(packAtOnce('a'.repeat(4_000))).toBeInstanceOf(Buffer)
  const long = await pack('The harbour froze over in January. '.repeat(100_000))
  expect(long.length).toBeLessThan(10_000)
})

it('reads what an earlier version has kept as it is', async () => {
  expect(await unpack('{"output":1}'.repeat(10_000))).toBe('{"output":1}'.repeat(10_000))
})
