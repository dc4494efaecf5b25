import { ComponentType } from 'discord.js'
import { expect, it } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { linksIn } from '../../../../src/sources/links-in.ts'
import type { MessagePlace } from '../../../../src/surfaces/discord/message-places.ts'
import { choiceMessage, chosenPlace } from '../../../../src/surfaces/discord/render/choice-message.ts'

const links = linksIn('https://example.com/a_(b)?c=d_e https://example.com/e').map(
  (location): MessagePlace => ({ kind: 'link', location }),
)
const file = {
  name: 'Notes [draft] (1).pdf',
  url: 'https://cdn.discordapp.com/attachments/1/2/Notes%20%5Bdraft%5D%20(1).pdf?ex=1&hm=2&',
  mediaType: 'application/pdf',
  sizeBytes: 12_345,
}
const places: readonly MessagePlace[] = [...links, { kind: 'file', file }]
const { content = '', components = [] } = choiceMessage(places, textsOf('en'))
const values = components
  .flatMap((row) => row.components)
  .flatMap((one) => (one.type === ComponentType.StringSelect ? one.options.map(({ value }) => value) : []))

it('finds again in its own text what stands behind each choice', () => {
  expect(values.map((value) => chosenPlace(content, value))).toEqual([
    { kind: 'link', link: 'https://example.com/a_(b)?c=d_e' },
    { kind: 'link', link: 'https://example.com/e' },
    { kind: 'file', file },
    { kind: 'links', links: ['https://example.com/a_(b)?c=d_e', 'https://example.com/e'] },
  ])
})

it.each(['3', '-1', '99', '', 'x', '1e1', '00x'])(
  'finds nothing behind the choice %o, which it does not offer',
  (value) => {
    expect(chosenPlace(content, value)).toBeUndefined()
  },
)
