import {
  type APIComponentInContainer,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import { phoneLines } from './phone-lines.ts'

/**
 * What a message of components may hold: https://discord.com/developers/docs/components/reference (2026-11), characters in UTF-16 units.
 * Of the whole, room is kept for what a message's way to its reader adds: a line of text above, buttons, menus and files below.
 */
export const cardLimits = {
  characters: 4000,
  components: 40,
  inContainer: 10,
  pictureDescription: 1024,
  /** Kept for the text above: a mention, or where a direct message comes from. */
  leadCharacters: 500,
  /** Kept for the text above, two rows and two files. */
  besides: 16,
} as const

/** What a card is to show. Lines are whole Markdown: they are shown or left out, never cut. */
export interface CardPlan {
  readonly color: number
  /** A small line above the title. */
  readonly above?: string | undefined
  /** Markdown on one line. */
  readonly title?: string | undefined
  /** Where the title leads: an address of `webAddress`. */
  readonly url?: string | undefined
  readonly lines?: readonly string[]
  readonly fields?: readonly FieldPlan[]
  /** An attached picture, and what it shows for those who do not see it. */
  readonly picture?: { readonly name: string; readonly description: string } | undefined
  /** Small lines at the end, Markdown. */
  readonly footer?: string | undefined
  /** Epoch milliseconds; shown behind the footer. */
  readonly timestampMs?: number | undefined
}

export interface FieldPlan {
  readonly name: string
  /** A field without lines is left out. */
  readonly lines: readonly string[]
  /** Name and lines stand on one line, directly below the inline field before it. */
  readonly inline?: boolean
}

export interface ComposedCards {
  readonly cards: readonly APIContainerComponent[]
  /** Whether everything is there: otherwise the rest belongs into a file. */
  readonly isComplete: boolean
}

/** Says how many lines of a place are left out. */
type MoreLine = (leftOut: number) => string

/**
 * Makes the cards of one message, inside all limits whatever the plans hold, and on a phone at most `maxPhoneLines` long. Of all
 * cards, titles and footers come first, then lines and fields in order, until a limit is reached; `moreLine` says how many
 * lines of a place are left out.
 */
export function composeCards(
  plans: readonly CardPlan[],
  moreLine: MoreLine,
  { maxPhoneLines = Number.POSITIVE_INFINITY }: { readonly maxPhoneLines?: number } = {},
): ComposedCards {
  const room = new Room({
    characters: cardLimits.characters - cardLimits.leadCharacters,
    components: cardLimits.components - cardLimits.besides,
    lines: maxPhoneLines,
  })
  const frames = plans.flatMap((plan) => {
    const frame = frameOf(plan)
    return room.take([frame.head, frame.foot], frame.components) ? [{ plan, ...frame }] : []
  })
  const bodies = frames.map(({ plan }) => bodyOf(plan, room, moreLine))
  return {
    cards: frames.map(({ plan, head, foot }, index) =>
      containerOf(plan.color, head, bodies[index]?.blocks ?? [], plan.picture, foot),
    ),
    isComplete: frames.length === plans.length && bodies.every(({ isComplete }) => isComplete),
  }
}

interface Measures {
  readonly characters: number
  readonly components: number
  readonly lines: number
}

/** What is still free of a message. */
class Room {
  #free: Measures

  constructor(free: Measures) {
    this.#free = free
  }

  get free(): Measures {
    return this.#free
  }

  /** Whether it all fits; then it is taken. */
  take(texts: readonly string[], components: number): boolean {
    const shown = texts.filter(isVisible)
    const next: Measures = {
      characters: this.#free.characters - shown.reduce((sum, text) => sum + text.length + 1, 0),
      components: this.#free.components - components,
      lines: this.#free.lines - shown.reduce((sum, text) => sum + phoneLines(text), 0),
    }
    const fits = next.characters >= 0 && next.components >= 0 && next.lines >= 0
    if (fits) this.#free = next
    return fits
  }
}

interface Frame {
  readonly head: string
  readonly foot: string
  readonly components: number
}

/** Masked links of Discord end at a parenthesis, and what is longer is worth more than its link. */
const linkedTitleMaxAddress = 500

function frameOf({ above, title, url, footer, timestampMs, picture }: CardPlan): Frame {
  const link =
    url && url.length <= linkedTitleMaxAddress ? url.replaceAll('(', '%28').replaceAll(')', '%29') : undefined
  const head = [above && `-# ${above}`, title && `### ${link ? `[${title}](${link})` : title}`]
  const time = timestampMs !== undefined && `<t:${Math.floor(timestampMs / 1000)}:f>`
  const foot = [...(footer?.split('\n') ?? []), ...(time ? [time] : [])].map((line) => `-# ${line}`)
  // The container, its head with the lines, its foot and the picture.
  const components = 2 + (foot.length > 0 ? 1 : 0) + (picture ? 1 : 0)
  return { head: head.filter(Boolean).join('\n'), foot: foot.join('\n'), components }
}

function bodyOf(
  { lines = [], fields = [] }: CardPlan,
  room: Room,
  moreLine: MoreLine,
): { readonly blocks: readonly string[]; readonly isComplete: boolean } {
  const first = fitLines(lines, room.free, moreLine)
  if (first) room.take([first.text], 0)
  const blocks = [first?.text ?? '']
  let isComplete = !lines.some(isVisible) || first?.leftOut === 0
  for (const { isInline, lines: wanted } of blocksOf(fields)) {
    // Head, body, picture and foot have their places.
    const hasPlace = blocks.length < cardLimits.inContainer - 3
    const fits = hasPlace ? fitLines(wanted, room.free, moreLine, isInline ? 1 : 2) : undefined
    if (fits && room.take([fits.text], 1)) blocks.push(fits.text)
    isComplete &&= fits?.leftOut === 0
  }
  return { blocks, isComplete }
}

/** Fields as texts: those that are inline and follow each other as the lines of one. */
function blocksOf(
  fields: readonly FieldPlan[],
): readonly { readonly isInline: boolean; readonly lines: readonly string[] }[] {
  const blocks: { isInline: boolean; lines: string[] }[] = []
  for (const { name, lines, inline = false } of fields) {
    const shown = lines.filter(isVisible)
    if (shown.length === 0) continue
    const last = blocks.at(-1)
    if (!inline) blocks.push({ isInline: false, lines: [`**${name}**`, ...shown] })
    else if (last?.isInline) last.lines.push(`**${name}:** ${shown.join(' · ')}`)
    else blocks.push({ isInline: true, lines: [`**${name}:** ${shown.join(' · ')}`] })
  }
  return blocks
}

function containerOf(
  color: number,
  head: string,
  [lines = '', ...blocks]: readonly string[],
  picture: CardPlan['picture'],
  foot: string,
): APIContainerComponent {
  const texts = [[head, lines].filter(isVisible).join('\n'), ...blocks].filter(isVisible).map(textDisplay)
  const components: APIComponentInContainer[] = [
    ...texts,
    ...(picture ? [pictureOf(picture)] : []),
    ...(isVisible(foot) ? [textDisplay(foot)] : []),
  ]
  return { type: ComponentType.Container, accent_color: color, components }
}

function pictureOf({ name, description }: NonNullable<CardPlan['picture']>): APIComponentInContainer {
  return {
    type: ComponentType.MediaGallery,
    items: [
      {
        media: { url: `attachment://${name}` },
        ...(description && {
          description: description.slice(0, cardLimits.pictureDescription).toWellFormed(),
        }),
      },
    ],
  }
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content }
}

/** As many lines as fit, in order; undefined when not even the first `least` of them do. */
function fitLines(
  lines: readonly string[],
  { characters, lines: phone }: Measures,
  moreLine: MoreLine,
  least = 1,
): { readonly text: string; readonly leftOut: number } | undefined {
  const whole = lines.join('\n')
  if (!isVisible(whole)) return undefined
  if (whole.length < characters && phoneLines(whole) <= phone) return { text: whole, leftOut: 0 }
  const more = moreLine(lines.length)
  let text = ''
  let count = 0
  for (const line of lines) {
    const next = count === 0 ? line : `${text}\n${line}`
    if (next.length + more.length + 1 >= characters || phoneLines(next) + phoneLines(more) > phone) break
    text = next
    count += 1
  }
  if (count < least || !isVisible(text)) return undefined
  const leftOut = lines.length - count
  return { text: `${text}\n${moreLine(leftOut)}`, leftOut }
}

function isVisible(text: string): boolean {
  return text.trim() !== ''
}
