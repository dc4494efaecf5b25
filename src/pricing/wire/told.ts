import { callNameIn } from './call-name.ts'
import { decimalIn, fieldOf, valueAt } from './json-path.ts'
import { type Modifier, modifiersIn } from './modifiers.ts'
import { type NamedUsd, namedCostIn } from './named-cost.ts'
import { errorIn, type ReplyError } from './reply-error.ts'
import { type Figure, replyFields, usageFields, usagePlaces } from './usage-fields.ts'

export type Figures = { readonly [Name in Figure]?: number }

/** What the JSON values of a reply tell: of a plain one its body, of a streamed one each event. */
export interface Told {
  readonly figures: Figures
  readonly cost?: NamedUsd | undefined
  readonly modifiers: readonly Modifier[]
  /** Which model answered. */
  readonly model?: string | undefined
  /** By what name the provider can be asked for the call. */
  readonly callName?: string | undefined
  readonly error?: ReplyError | undefined
  /** Some part of an answer is there, whatever it is worth. */
  readonly hasAnswer: boolean
}

export const nothingTold: Told = { figures: {}, modifiers: [], hasAnswer: false }

const modelPlaces = ['model', 'message.model', 'response.model', 'modelVersion'] as const
const answerPlaces = [
  'choices',
  'content',
  'candidates',
  'output',
  'data',
  'embeddings',
  'text',
  'delta',
] as const

export function toldBy(body: unknown): Told {
  return {
    figures: figuresIn(body),
    cost: namedCostIn(body),
    modifiers: modifiersIn(body),
    model: modelIn(body),
    callName: callNameIn(body),
    error: errorIn(body),
    hasAnswer: answerPlaces.some((name) => isSomething(fieldOf(body, name))),
  }
}

/** Two events' worth in one. Counts grow as a stream goes on, and what was told once holds. */
export function toldTogether(earlier: Told, later: Told): Told {
  const names = Object.keys({ ...earlier.figures, ...later.figures }) as Figure[]
  return {
    figures: Object.fromEntries(
      names.map((name) => [name, Math.max(earlier.figures[name] ?? 0, later.figures[name] ?? 0)]),
    ),
    cost: later.cost ?? earlier.cost,
    modifiers: uniqueModifiers([...earlier.modifiers, ...later.modifiers]),
    model: later.model ?? earlier.model,
    callName: earlier.callName ?? later.callName,
    error: later.error ?? earlier.error,
    hasAnswer: earlier.hasAnswer || later.hasAnswer,
  }
}

/** A provider's words are kept with the entry: no name is longer. */
const longestName = 200

function modelIn(body: unknown): string | undefined {
  const names = modelPlaces.map((path) => valueAt(body, path))
  const name = names.find((value): value is string => typeof value === 'string' && value !== '')
  return name?.slice(0, longestName)
}

function figuresIn(body: unknown): Figures {
  const found: { [Name in Figure]?: number } = {}
  const see = (figure: Figure, value: unknown) => {
    const told = Number(decimalIn(value) ?? -1)
    // Part of a token is charged as one; seconds are what they are.
    const count = figure === 'seconds' ? told : Math.ceil(told)
    if (count >= 0 && !found[figure]) found[figure] = count
  }
  for (const place of usagePlaces) {
    const usage = valueAt(body, place)
    if (typeof usage !== 'object' || usage === null) continue
    for (const [path, figure] of usageFields) see(figure, valueAt(usage, path))
  }
  for (const [path, figure] of replyFields) see(figure, valueAt(body, path))
  return found
}

function uniqueModifiers(modifiers: readonly Modifier[]): readonly Modifier[] {
  return [...new Map(modifiers.map((modifier) => [`${modifier.kind} ${modifier.value}`, modifier])).values()]
}

function isSomething(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== ''
}
