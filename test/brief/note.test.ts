import { expect, test } from 'vitest'
import { distinctNotes, type Note, noteSchema } from '../../src/brief/note.ts'

const sampled: Note = { code: 'read_in_part', values: { percent: 40 } }

test('a note comes out of a store as it went in', () => {
  expect(noteSchema.parse(JSON.parse(JSON.stringify(sampled)))).toEqual(sampled)
})

test('a sentence of an older store is a note that stays as it was written', () => {
  expect(noteSchema.parse('Lines of code were left out.')).toEqual({
    code: 'as_written',
    values: { text: 'Lines of code were left out.' },
  })
})

test.each([
  ['an unknown code', { code: 'unheard_of', values: {} }],
  ['a value that is missing', { code: 'parts_not_reached', values: { read: 1 } }],
  ['a reason that is none', { code: 'judged_by_words', values: { why: 'ECONNREFUSED' } }],
])('%s is no note', (_, stored) => {
  expect(noteSchema.safeParse(stored).success).toBe(false)
})

test('what is noted twice is told once, where it stands first', () => {
  const short: Note = { code: 'short_text', values: {} }
  const other: Note = { code: 'read_in_part', values: { percent: 1 } }
  expect(distinctNotes([sampled, short, { ...sampled }, other, short])).toEqual([sampled, short, other])
})
