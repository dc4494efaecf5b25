import { ComponentType } from 'discord.js'
import { expect, it } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { linksIn } from '../../../../src/sources/links-in.ts'
import type { MessagePlace } from '../../../../src/surfaces/discord/message-places.ts'
import { choiceMessage, chosenPlaces } from '../../../../src/surfaces/discord/render/choice-message.ts'

const links = linksIn('https://example.com/a_(b)?c=d_e https://example.com/e').map(
  (location): MessagePlace => ({ kind: 'link', location }),
)
const file = {
  name: 'Notes [draft] (1).pdf',
  url: 'https://cdn.discordapp.com/attachments/1/2/Notes%20%5Bdraft%5D%20(1).pdf?ex=1&hm=2&',
  mediaType: 'application/pdf',
  sizeBytes: 12_345,
}
const valuesOf = ({ components = [] }: ReturnType<typeof choiceMessage>) =>
  components
    .flatMap((row) => row.components)
    .flatMap((one) => (one.type === ComponentType.StringSelect ? one.options.map(({ value }) => value) : []))
const chosenOf = (places: readonly MessagePlace[]) => {
  const message = choiceMessage(places, textsOf('en'))
  const values = valuesOf(message)
  return values.map((value) => chosenPlaces(message.content ?? '', value, values))
}
const addresses = ['https://example.com/a_(b)?c=d_e', 'https://example.com/e']
const [first = '', second = ''] = addresses

it('finds again in its own text what stands behind each choice', () => {
  expect(chosenOf([...links, { kind: 'file', file }])).toEqual([
    { links: [first], files: [] },
    { links: [second], files: [] },
    { links: [], files: [file] },
    { links: addresses, files: [file] },
  ])
})

it('offers to compare the links alone where there are no files, or more than are compared', () => {
  const files = Array.from({ length: 4 }, (): MessagePlace => ({ kind: 'file', file }))
  expect(chosenOf(links).at(-1)).toEqual({ links: addresses, files: [] })
  expect(chosenOf([...links, ...files]).at(-1)).toEqual({ links: addresses, files: [] })
  expect(chosenOf(files.slice(0, 2)).at(-1)).toEqual({ links: [], files: [file, file] })
})

it.each(['3', '-1', '99', '', 'x', '1e1', '00x'])(
  'finds nothing behind the choice %o, which it does not offer',
  (value) => {
    const message = choiceMessage([...links, { kind: 'file', file }], textsOf('en'))
    expect(chosenPlaces(message.content ?? '', value, valuesOf(message))).toBeUndefined()
  },
)
