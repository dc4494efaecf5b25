import { ComponentType } from 'discord.js'
import { expect, test } from 'vitest'
import { cardLimits, composeCards } from '../../../../src/surfaces/discord/render/card.ts'
import { phoneLines } from '../../../../src/surfaces/discord/render/phone-lines.ts'
import { cardTexts, discordProblems } from './payload.ts'

const more = (leftOut: number) => `and ${leftOut} more`
const lines = (count: number, length: number) => Array.from({ length: count }, () => 'x'.repeat(length))
const text = (content: string) => ({ type: ComponentType.TextDisplay, content })
const room = cardLimits.characters - cardLimits.leadCharacters

test('what fits is there as it was planned', () => {
  const { cards, isComplete } = composeCards(
    [
      {
        color: 1,
        above: 'Article',
        title: 'Title',
        lines: ['one', 'two'],
        fields: [
          { name: 'Left', lines: ['$1', '$2'], inline: true },
          { name: 'Needed', lines: ['$3'], inline: true },
          { name: 'Claims', lines: ['a', 'b'] },
        ],
        footer: 'foot\nsecond',
      },
    ],
    more,
  )
  expect(isComplete).toBe(true)
  expect(cards).toEqual([
    {
      type: ComponentType.Container,
      accent_color: 1,
      components: [
        text('-# Article\n### Title\none\ntwo'),
        text('**Left:** $1 · $2\n**Needed:** $3'),
        text('**Claims**\na\nb'),
        text('-# foot\n-# second'),
      ],
    },
  ])
})

test('a picture stands before the footer, with words for those who do not see it', () => {
  const picture = { name: 'a.png', description: 'x'.repeat(2000) }
  const { cards } = composeCards([{ color: 1, title: 't', picture, footer: 'foot' }], more)
  expect(cards[0]?.components[1]).toEqual({
    type: ComponentType.MediaGallery,
    items: [{ media: { url: 'attachment://a.png' }, description: 'x'.repeat(1024) }],
  })
})

test.each([
  [room - 1, true],
  [room, false],
])('of one text of %d characters all is there: %s', (length, isWhole) => {
  const { cards, isComplete } = composeCards([{ color: 1, lines: ['y', 'x'.repeat(length - 2)] }], more)
  expect(isComplete).toBe(isWhole)
  expect(cardTexts({ cards })[0]?.endsWith('and 1 more')).toBe(!isWhole)
})

test('all cards of a message share its characters, and no footer is lost to a long text before it', () => {
  const plan = { color: 1, title: 'x'.repeat(256), lines: lines(100, 50), footer: 'foot' }
  const { cards, isComplete } = composeCards([plan, plan, plan], more)
  const texts = cardTexts({ cards })
  const total = texts.reduce((sum, { length }) => sum + length, 0)
  expect(total).toBeLessThanOrEqual(room)
  expect(total).toBeGreaterThan(room - 150)
  expect(texts.filter((shown) => shown === '-# foot')).toHaveLength(3)
  expect(isComplete).toBe(false)
})

test('fields without lines are left out and nothing is missing for that', () => {
  const { cards, isComplete } = composeCards(
    [{ color: 1, title: 't', fields: [{ name: 'n', lines: ['', ' '] }] }],
    more,
  )
  expect([cardTexts({ cards }), isComplete]).toEqual([['### t'], true])
})

test('a card has no more parts than Discord takes in a container, however many fields there are', () => {
  const fields = Array.from({ length: 30 }, (_, index) => ({ name: `n${index}`, lines: ['v'] }))
  const { cards, isComplete } = composeCards([{ color: 1, title: 't', fields, footer: 'f' }], more)
  expect(cards[0]?.components.length).toBeLessThanOrEqual(10)
  expect(isComplete).toBe(false)
})

test('cards for which a message has no room are left out', () => {
  const { cards, isComplete } = composeCards(
    Array.from({ length: 41 }, () => ({ color: 1, title: 't' })),
    more,
  )
  expect(discordProblems({ cards, content: 'above' })).toEqual([])
  expect(isComplete).toBe(false)
})

test('a message is no longer on a phone than it may be', () => {
  const plan = { color: 1, title: 'Title', lines: lines(50, 42), footer: 'foot' }
  const { cards } = composeCards([plan], more, { maxPhoneLines: 10 })
  expect(cardTexts({ cards }).reduce((sum, shown) => sum + phoneLines(shown), 0)).toBe(10)
  expect(cardTexts({ cards })[0]).toMatch(/and 43 more$/)
})

test.each([
  ['x'.repeat(42), 1],
  ['x'.repeat(43), 2],
  [`${'x'.repeat(20)} ${'y'.repeat(21)}`, 1],
  [`${'x'.repeat(20)} ${'y'.repeat(22)}`, 2],
  ['one\n\ntwo', 3],
  [`[${'x'.repeat(42)}](https://example.com/${'y'.repeat(200)})`, 1],
  ['字'.repeat(21), 1],
  ['字'.repeat(22), 2],
  [`**${'x'.repeat(42)}**`, 1],
  ['-# <t:1795392000:R> <t:1795392000:f>', 2],
])('%j takes %d lines of a phone', (markdown, expected) => {
  expect(phoneLines(markdown)).toBe(expected)
})

test('a footer without words is left out', () => {
  const [empty, none] = ['', undefined].map((footer) =>
    composeCards([{ color: 1, title: 't', footer }], more),
  )
  expect(empty).toEqual(none)
})
