import { ComponentType } from 'discord.js'
import type { Texts } from '../../../locales/texts.ts'
import { mostCompared } from '../../../sources/given-location.ts'
import type { AttachedFile } from '../../../sources/location.ts'
import { encodeCustomId } from '../custom-id.ts'
import type { GivenPlaces } from '../given-source.ts'
import type { OutgoingMessage } from '../message.ts'
import type { MessagePlace } from '../message-places.ts'
import { plainLine, safeLine } from './safe-text.ts'

/** https://discord.com/developers/docs/components/reference#string-select (2026-11) */
const mostChoices = 25
const choiceMaxCharacters = 100
/** Of a message's 2,000, the rest is for its first and last line. */
const listMaxCharacters = 1_700

/**
 * Offers the places of a message to choose one from. Its text lists where they lead, so that a choice can be made good by whatever
 * process it reaches; what does not fit is left out, and that is said.
 */
export function choiceMessage(places: readonly MessagePlace[], texts: Texts): OutgoingMessage {
  const lines: string[] = []
  for (const place of places.slice(0, mostChoices - 1)) {
    const line = lineOf(place, lines.length)
    if ([...lines, line].join('\n').length > listMaxCharacters) break
    lines.push(line)
  }
  const left = places.length - lines.length
  return {
    content: [
      texts.t('choice.title'),
      ...lines,
      ...(left > 0 ? [texts.t('choice.left', { count: left })] : []),
    ].join('\n'),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: encodeCustomId({ action: 'read', arguments: [] }),
            placeholder: texts.t('choice.placeholder'),
            options: [
              ...lines.map((_, index) => optionOf(places[index], index)),
              ...compareOption(lines, places, texts),
            ],
          },
        ],
      },
    ],
  }
}

/**
 * What a value of the list that `choiceMessage` has made stands for: a link, a file with what its sender said of it, or all of them;
 * undefined when the list has no such line.
 *
 * @param offered all values of the list
 */
export function chosenPlaces(
  content: string,
  value: string,
  offered: readonly string[],
): GivenPlaces | undefined {
  if (value === allLinks) return { links: linksListed(content), files: [] }
  if (value !== everything) return chosenPlace(content, value)
  const each = offered.flatMap((one) => chosenPlace(content, one) ?? [])
  return { links: each.flatMap(({ links }) => links), files: each.flatMap(({ files }) => files) }
}

function chosenPlace(content: string, value: string): GivenPlaces | undefined {
  const [index = '', sizeBytes, mediaType] = value.split('|')
  if (!/^\d{1,2}$/.test(index)) return undefined
  const line = content.split('\n').find((one) => one.startsWith(`${Number(index) + 1}\\. `))
  const [, url] = /<(https?:\/\/[^<>\s]+)>\)?$/.exec(line ?? '') ?? []
  if (!url) return undefined
  return sizeBytes === undefined
    ? { links: [url], files: [] }
    : { links: [], files: [fileAt(url, Number(sizeBytes), mediaType)] }
}

const allLinks = 'all'
const everything = 'everything'

/** All at once, where there are several and no more than are compared; else the links, if they are. */
function compareOption(lines: readonly string[], places: readonly MessagePlace[], texts: Texts) {
  const listed = places.slice(0, lines.length)
  const links = listed.filter(({ kind }) => kind === 'link').length
  const optionFor = (key: 'choice.compareAll' | 'choice.compareLinks', count: number, value: string) => [
    { label: plainLine(texts.t(key, { count }), choiceMaxCharacters), value },
  ]
  const isComparable = (count: number) => count >= 2 && count <= mostCompared
  if (links < listed.length && listed.length === places.length && isComparable(listed.length))
    return optionFor('choice.compareAll', listed.length, everything)
  return isComparable(links) ? optionFor('choice.compareLinks', links, allLinks) : []
}

function linksListed(content: string): readonly string[] {
  return content.split('\n').flatMap((line) => /^\d+\\\. <(https?:\/\/[^<>\s]+)>$/.exec(line)?.[1] ?? [])
}

function lineOf(place: MessagePlace, index: number): string {
  const shown =
    place.kind === 'link'
      ? `<${place.location.address}>`
      : `[${safeLine(place.file.name, 100)}](<${place.file.url}>)`
  // Escaped, it stays the number that it is where Discord counts lists anew.
  return `${index + 1}\\. ${shown}`
}

function optionOf(place: MessagePlace | undefined, index: number) {
  if (place?.kind !== 'file') {
    const address = place?.location.address.replace(/^https?:\/\/(www\.)?/i, '') ?? ''
    return { label: plainLine(`${index + 1}. ${address}`, choiceMaxCharacters), value: String(index) }
  }
  const { name, sizeBytes, mediaType = '' } = place.file
  return {
    label: plainLine(`${index + 1}. ${name}`, choiceMaxCharacters),
    value: `${index}|${sizeBytes}|${mediaType}`.slice(0, choiceMaxCharacters),
  }
}

/** Its name as the address has it: what follows the last slash. */
function fileAt(url: string, sizeBytes: number, mediaType: string | undefined): AttachedFile {
  const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '')
  return { name, url, sizeBytes, ...(mediaType && { mediaType }) }
}
