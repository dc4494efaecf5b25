import type { APIEmbed, APIEmbedField } from 'discord.js'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits (2026-11), in UTF-16 units. */
export const embedLimits = {
  total: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  embeds: 10,
} as const

/** What an embed is to show. Lines are whole Markdown: they are shown or left out, never cut. */
export interface EmbedPlan {
  readonly color: number
  readonly title?: string | undefined
  /** Where the title leads: an address of `webAddress`. */
  readonly url?: string | undefined
  readonly author?: string | undefined
  readonly lines?: readonly string[]
  /** How long the lines may become, where later embeds need room. */
  readonly maxLinesCharacters?: number
  readonly fields?: readonly FieldPlan[]
  readonly footer?: string | undefined
  /** Epoch milliseconds. */
  readonly timestampMs?: number | undefined
  /** An attachment's name or an address. */
  readonly image?: string | undefined
}

export interface FieldPlan {
  readonly name: string
  /** A field without lines is left out. */
  readonly lines: readonly string[]
  readonly inline?: boolean
}

export interface ComposedEmbeds {
  readonly embeds: readonly APIEmbed[]
  /** Whether everything is there: otherwise the rest belongs into a file. */
  readonly isComplete: boolean
}

/**
 * Makes the embeds of one message, inside all limits whatever the plans hold. Of all embeds, titles and footers come first, then
 * lines and fields in order, until a limit is reached; `moreLine` says how many lines of a place are left out.
 */
export function composeEmbeds(
  plans: readonly EmbedPlan[],
  moreLine: (leftOut: number) => string,
): ComposedEmbeds {
  const shown = plans.slice(0, embedLimits.embeds)
  const budget = new CharacterBudget(embedLimits.total)
  const frames = shown.map((plan) => frameOf(plan, budget))
  const bodies = shown.map((plan) => bodyOf(plan, budget, moreLine))
  return {
    embeds: frames.map((frame, index) => ({ ...frame, ...bodies[index]?.embed })),
    isComplete: shown.length === plans.length && bodies.every(({ isComplete }) => isComplete),
  }
}

/** Characters that are still free. */
class CharacterBudget {
  #free: number

  constructor(characters: number) {
    this.#free = characters
  }

  free(most: number): number {
    return Math.max(0, Math.min(most, this.#free))
  }

  take(text: string): string {
    this.#free -= text.length
    return text
  }
}

function frameOf(
  { color, title, url, author, footer, timestampMs, image }: EmbedPlan,
  budget: CharacterBudget,
): APIEmbed {
  const take = (text: string, most: number) => budget.take(cut(text, budget.free(most)))
  return {
    color,
    ...(title && { title: take(title, embedLimits.title) }),
    ...(title && url && { url }),
    ...(author && { author: { name: take(author, embedLimits.author) } }),
    ...(footer && { footer: { text: take(footer, embedLimits.footer) } }),
    ...(timestampMs !== undefined && { timestamp: new Date(timestampMs).toISOString() }),
    ...(image && { image: { url: image } }),
  }
}

function bodyOf(
  { lines = [], fields = [], maxLinesCharacters = embedLimits.description }: EmbedPlan,
  budget: CharacterBudget,
  moreLine: (leftOut: number) => string,
): { readonly embed: Partial<APIEmbed>; readonly isComplete: boolean } {
  const description = fitLines(
    lines,
    budget.free(Math.min(maxLinesCharacters, embedLimits.description)),
    moreLine,
  )
  if (description) budget.take(description.text)
  const wanted = fields.filter((field) => field.lines.some(isVisible))
  const composed: APIEmbedField[] = []
  let isComplete = description?.leftOut === 0 || lines.length === 0
  for (const { name, lines: values, inline } of wanted.slice(0, embedLimits.fields)) {
    const shortName = cut(name, embedLimits.fieldName)
    const room = Math.min(embedLimits.fieldValue, budget.free(embedLimits.total) - shortName.length)
    const value = fitLines(values, room, moreLine)
    if (value)
      composed.push({
        name: budget.take(shortName),
        value: budget.take(value.text),
        ...(inline && { inline }),
      })
    isComplete &&= value?.leftOut === 0
  }
  return {
    embed: {
      ...(description && { description: description.text }),
      ...(composed.length > 0 && { fields: composed }),
    },
    isComplete: isComplete && wanted.length <= embedLimits.fields,
  }
}

/** As many lines as fit, in order; undefined when not even one does. */
export function fitLines(
  lines: readonly string[],
  maxCharacters: number,
  moreLine: (leftOut: number) => string,
): { readonly text: string; readonly leftOut: number } | undefined {
  const whole = lines.join('\n')
  if (whole.length <= maxCharacters) return isVisible(whole) ? { text: whole, leftOut: 0 } : undefined
  const room = maxCharacters - moreLine(lines.length).length - 1
  let text = ''
  let count = 0
  for (const line of lines) {
    const next = count === 0 ? line : `${text}\n${line}`
    if (next.length > room) break
    text = next
    count++
  }
  if (!isVisible(text)) return undefined
  const leftOut = lines.length - count
  return { text: `${text}\n${moreLine(leftOut)}`, leftOut }
}

function isVisible(text: string): boolean {
  return text.trim() !== ''
}

/** For what is not made of lines; what renderers hand over is short already. */
function cut(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : text.slice(0, maxCharacters).toWellFormed()
}
