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
  /** It is not left out for what stands before it. */
  readonly isNeeded?: boolean
  readonly maxPhoneLines?: number
  /** So many lines the plan has left out itself. */
  readonly leftOut?: number
}

export interface ComposedCards {
  readonly cards: readonly APIContainerComponent[]
  /** Whether everything is there: otherwise the rest belongs into a file. */
  readonly isComplete: boolean
}

/** Says how many lines of a place are left out, or nothing. */
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
    const pictureLines = plan.picture ? picturePhoneLines : 0
    return room.take([frame.head, frame.foot], frame.components, pictureLines) ? [{ plan, ...frame }] : []
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
  take(texts: readonly string[], components: number, pictureLines = 0): boolean {
    const shown = texts.filter(isVisible)
    const next: Measures = {
      characters: this.#free.characters - shown.reduce((sum, text) => sum + text.length + 1, 0),
      components: this.#free.components - components,
      lines: this.#free.lines - shown.reduce((sum, text) => sum + phoneLines(text), pictureLines),
    }
    const fits = next.characters >= 0 && next.components >= 0 && next.lines >= 0
    if (fits) this.#free = next
    return fits
  }
}

/** Pictures are as wide as the message and less than half as high. */
const picturePhoneLines = 8

interface Frame {
  readonly head: string
  readonly foot: string
  readonly components: number
}

function frameOf({ above, title, footer, timestampMs, picture }: CardPlan): Frame {
  const head = [above && `-# ${above}`, title && `### ${title}`]
  const time = timestampMs !== undefined && `<t:${Math.floor(timestampMs / 1000)}:f>`
  const foot = [...(footer?.split('\n') ?? []), time].filter(Boolean).map((line) => `-# ${line}`)
  // The container, its head with the lines, its foot and the picture.
  const components = 2 + (foot.length > 0 ? 1 : 0) + (picture ? 1 : 0)
  return { head: head.filter(Boolean).join('\n'), foot: foot.join('\n'), components }
}

function bodyOf(
  { lines = [], fields = [] }: CardPlan,
  room: Room,
  moreLine: MoreLine,
): { readonly blocks: readonly string[]; readonly isComplete: boolean } {
  // The first stands in one text with the head.
  const wanted = [{ ...noField, lines }, ...blocksOf(fields)]
  const texts = wanted.map(() => '')
  let isComplete = true
  let places = cardLimits.inContainer - 3
  // What is needed takes its room first, and is shown in its place.
  const order = [...wanted.entries()].sort(([, a], [, b]) => Number(b.isNeeded) - Number(a.isNeeded))
  for (const [index, block] of order) {
    if (block.leftOut === 0 && !block.lines.some(isVisible)) continue
    const free = { ...room.free, lines: Math.min(room.free.lines, block.maxPhoneLines) }
    const fits = index === 0 || places > 0 ? fitLines(block, free, moreLine) : undefined
    const isTaken = fits !== undefined && room.take([fits.text], index === 0 ? 0 : 1)
    if (isTaken) texts[index] = fits.text
    if (isTaken && index > 0) places -= 1
    isComplete &&= isTaken && fits.leftOut === 0
  }
  const [first = '', ...others] = texts
  return { blocks: [first, ...others.filter(isVisible)], isComplete }
}

/** One text of a card, made of whole lines. */
interface Block {
  readonly lines: readonly string[]
  readonly isInline: boolean
  readonly isNeeded: boolean
  readonly maxPhoneLines: number
  /** Lines without which it says nothing: a name alone. */
  readonly least: number
  readonly leftOut: number
}

const noField = {
  isInline: false,
  isNeeded: false,
  maxPhoneLines: Number.POSITIVE_INFINITY,
  least: 1,
  leftOut: 0,
} as const satisfies Omit<Block, 'lines'>

/** Fields as texts: those that are inline and follow each other as the lines of one. */
function blocksOf(fields: readonly FieldPlan[]): readonly Block[] {
  const blocks: Block[] = []
  for (const { name, lines, inline = false, ...asked } of fields) {
    const shown = lines.filter(isVisible)
    const leftOut = asked.leftOut ?? 0
    if (shown.length === 0 && leftOut === 0) continue
    const last = blocks.at(-1)
    if (!inline) blocks.push({ ...noField, ...asked, least: 2, lines: [`**${name}**`, ...shown] })
    else {
      const line = `**${name}:** ${shown.join(' · ')}`
      if (last?.isInline) blocks.splice(-1, 1, { ...last, lines: [...last.lines, line] })
      else blocks.push({ ...noField, ...asked, isInline: true, lines: [line] })
    }
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
  const [first, ...others] = texts
  const components: APIComponentInContainer[] = [
    ...(first ? [first] : []),
    ...(picture ? [pictureOf(picture)] : []),
    ...others,
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

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content }
}

/** As many lines as fit, in order; undefined when not even the least of them do. */
function fitLines(
  { lines, least, leftOut: before }: Block,
  { characters, lines: phone }: Measures,
  moreLine: MoreLine,
): { readonly text: string; readonly leftOut: number } | undefined {
  const fits = (text: string) => text.length < characters && phoneLines(text) <= phone
  const ending = (leftOut: number) => (leftOut === 0 ? '' : moreLine(leftOut))
  const whole = [...lines, ending(before)]
    .filter((line, index) => line !== '' || index < lines.length)
    .join('\n')
  if (!isVisible(whole)) return undefined
  if (fits(whole)) return { text: whole, leftOut: before }
  let text = ''
  let count = 0
  for (const line of lines) {
    const next = count === 0 ? line : `${text}\n${line}`
    if (!fits([next, ending(before + lines.length)].filter(Boolean).join('\n'))) break
    text = next
    count += 1
  }
  const leftOut = before + lines.length - count
  if (count < least || !isVisible(text)) return undefined
  return { text: [text, ending(leftOut)].filter(Boolean).join('\n'), leftOut }
}

function isVisible(text: string): boolean {
  return text.trim() !== ''
}
