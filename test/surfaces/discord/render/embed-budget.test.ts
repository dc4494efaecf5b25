import { expect, test } from 'vitest'
import { composeEmbeds } from '../../../../src/surfaces/discord/render/embed-budget.ts'
import { embedCharacters } from '../../../support/discord/payload/embed-problems.ts'

const more = (leftOut: number) => `and ${leftOut} more`
const lines = (count: number, length: number) => Array.from({ length: count }, () => 'x'.repeat(length))

test('what fits is there as it was planned', () => {
  const { embeds, isComplete } = composeEmbeds(
    [
      {
        color: 1,
        title: 'Title',
        lines: ['one', 'two'],
        fields: [{ name: 'Name', lines: ['value'], inline: true }],
        footer: 'foot',
      },
    ],
    more,
  )
  expect(isComplete).toBe(true)
  expect(embeds).toEqual([
    {
      color: 1,
      title: 'Title',
      description: 'one\ntwo',
      fields: [{ name: 'Name', value: 'value', inline: true }],
      footer: { text: 'foot' },
    },
  ])
})

test('a description of 4096 characters is whole, of 4097 it loses a line and says so', () => {
  const fits = composeEmbeds([{ color: 1, lines: ['y', ...lines(1, 4094)] }], more)
  const over = composeEmbeds([{ color: 1, lines: ['y', ...lines(1, 4095)] }], more)
  expect([fits.isComplete, fits.embeds[0]?.description?.length]).toEqual([true, 4096])
  expect([over.isComplete, over.embeds[0]?.description]).toEqual([false, 'y\nand 1 more'])
})

test('a field value of 1024 characters is whole, of 1025 it is not there', () => {
  const withValue = (length: number) =>
    composeEmbeds([{ color: 1, title: 't', fields: [{ name: 'n', lines: lines(1, length) }] }], more)
  expect(withValue(1024).embeds[0]?.fields).toHaveLength(1)
  expect(withValue(1025)).toEqual({ embeds: [{ color: 1, title: 't' }], isComplete: false })
})

test('25 fields are whole, of 26 the last is left out', () => {
  const withFields = (length: number) =>
    composeEmbeds([{ color: 1, fields: Array.from({ length }, () => ({ name: 'n', lines: ['v'] })) }], more)
  expect([withFields(25).embeds[0]?.fields?.length, withFields(25).isComplete]).toEqual([25, true])
  expect([withFields(26).embeds[0]?.fields?.length, withFields(26).isComplete]).toEqual([25, false])
})

test('all embeds of a message share 6000 characters, and no footer is lost to a long text before it', () => {
  const plan = { color: 1, title: 'x'.repeat(256), lines: lines(100, 50), footer: 'foot' }
  const { embeds, isComplete } = composeEmbeds([plan, plan, plan], more)
  const total = embeds.reduce((sum, embed) => sum + embedCharacters(embed), 0)
  expect(total).toBeLessThanOrEqual(6000)
  expect(total).toBeGreaterThan(5900)
  expect(embeds.map(({ footer }) => footer?.text)).toEqual(['foot', 'foot', 'foot'])
  expect(isComplete).toBe(false)
})

test('fields without lines are left out and nothing is missing for that', () => {
  const { embeds, isComplete } = composeEmbeds(
    [{ color: 1, title: 't', fields: [{ name: 'n', lines: ['', ' '] }] }],
    more,
  )
  expect([embeds, isComplete]).toEqual([[{ color: 1, title: 't' }], true])
})

test('an eleventh embed is left out', () => {
  const { embeds, isComplete } = composeEmbeds(
    Array.from({ length: 11 }, () => ({ color: 1, title: 't' })),
    more,
  )
  expect([embeds.length, isComplete]).toEqual([10, false])
})
