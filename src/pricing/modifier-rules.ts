import { type Fraction, one } from './fraction.ts'
import type { Modifier, ModifierKind } from './wire/modifiers.ts'

/** What a modifier does to the token rates of some models of a seller. */
interface ModifierRule {
  /** Undefined: every seller. */
  readonly seller?: string
  readonly kind: ModifierKind
  readonly values: RegExp
  readonly models: RegExp
  readonly times: Fraction
}

const everyModel = /./
/** A name in the seller's own words, with or without a vendor before it and a date behind. */
const openAi = (names: string) => new RegExp(`^(?:openai/)?(?:${names})(?:-20\\d\\d-?\\d\\d-?\\d\\d)?$`, 'i')

/**
 * The first rule that fits holds.
 *
 * OpenAI: https://openai.com/api-priority-processing/ and https://developers.openai.com/api/docs/pricing; Gemini:
 * https://ai.google.dev/gemini-api/docs/pricing; Anthropic: https://platform.claude.com/docs/en/about-claude/pricing; Groq:
 * https://console.groq.com/docs/service-tiers (all 2026-11).
 */
const modifierRules: readonly ModifierRule[] = [
  {
    kind: 'service_tier',
    values: /^(default|auto|standard|on_demand|unspecified)$/,
    models: everyModel,
    times: one,
  },
  ...openAiTier(/^(priority|fast)$/, [
    [[5, 2], 'gpt-5[.-]5'],
    [
      [2, 1],
      'gpt-5(?:-codex)?|gpt-5[.-][1246](?:-(?:mini|codex|codex-max|sol|terra|luna))?|gpt-6-(?:sol|luna|astra)',
    ],
    [[2, 1], 'gpt-4[.-]1-nano'],
    [[9, 5], 'gpt-5-mini'],
    [[7, 4], 'gpt-4[.-]1(?:-mini)?|o3'],
    [[17, 10], 'gpt-4o'],
    [[5, 3], 'gpt-4o-mini'],
    [[20, 11], 'o4-mini'],
  ]),
  ...openAiTier(/^(flex|batch)$/, [[[1, 2], '(?:gpt-[56]|o3|o4).*']]),
  { seller: 'openai', kind: 'service_tier', values: /^batch$/, models: everyModel, times: [1, 2] },
  {
    seller: 'google',
    kind: 'service_tier',
    values: /^(on_demand_)?priority$/,
    models: /gemini/i,
    times: [9, 5],
  },
  {
    seller: 'google',
    kind: 'service_tier',
    values: /^(on_demand_)?(flex|batch)$/,
    models: /gemini/i,
    times: [1, 2],
  },
  { seller: 'groq', kind: 'service_tier', values: /^flex$/, models: everyModel, times: one },
  { seller: 'anthropic', kind: 'service_tier', values: /^batch$/, models: everyModel, times: [1, 2] },
  { seller: 'anthropic', kind: 'inference_geo', values: /^us$/, models: everyModel, times: [11, 10] },
  { kind: 'inference_geo', values: /^(global|not_available)$/, models: everyModel, times: one },
  { seller: 'anthropic', kind: 'speed', values: /^fast$/, models: /opus-4[.-][67]/i, times: [6, 1] },
  {
    seller: 'anthropic',
    kind: 'speed',
    values: /^fast$/,
    models: /opus-(?:4[.-]8|5)(?![.-]?5)/i,
    times: [2, 1],
  },
  { kind: 'speed', values: /^standard$/, models: everyModel, times: one },
]

function openAiTier(values: RegExp, models: readonly (readonly [Fraction, string])[]): ModifierRule[] {
  return models.map(([times, names]) => ({
    seller: 'openai',
    kind: 'service_tier',
    values,
    models: openAi(names),
    times,
  }))
}

export interface ModifiedRates {
  readonly times: Fraction
  /** Modifiers that no rule for this model is about: taken for the dearest of their name that any rule knows. */
  readonly unknown: readonly Modifier[]
}

/** What the modifiers of a reply do together to the token rates of the model that answered. */
export function modifiedRates(
  modifiers: readonly Modifier[],
  { seller, model }: { readonly seller: string | undefined; readonly model: string },
): ModifiedRates {
  let times = one
  const unknown: Modifier[] = []
  for (const modifier of distinct(modifiers)) {
    const ofItsName = modifierRules.filter(
      ({ kind, values }) => kind === modifier.kind && values.test(modifier.value),
    )
    const rule = ofItsName.find(
      (candidate) =>
        candidate.models.test(model) && (candidate.seller === undefined || candidate.seller === seller),
    )
    if (!rule) unknown.push(modifier)
    const [numerator, denominator] = rule?.times ?? dearest(ofItsName)
    times = [times[0] * numerator, times[1] * denominator]
  }
  return { times, unknown }
}

/** What they may make of the rates at most: whoever asks for a cheaper tier may be served at the usual one. Undefined: nothing. */
export function dearestTimes(
  modifiers: readonly Modifier[],
  of: { readonly seller: string | undefined; readonly model: string },
): Fraction | undefined {
  if (modifiers.length === 0) return undefined
  let times = one
  for (const modifier of modifiers) {
    const [numerator, denominator] = modifiedRates([modifier], of).times
    if (numerator > denominator) times = [times[0] * numerator, times[1] * denominator]
  }
  return times
}

function dearest(rules: readonly ModifierRule[]): Fraction {
  return rules
    .map(({ times }) => times)
    .reduce((most, times) => (times[0] * most[1] > most[0] * times[1] ? times : most), one)
}

/** The last word of a stream on each kind. */
function distinct(modifiers: readonly Modifier[]): readonly Modifier[] {
  return [...new Map(modifiers.map((modifier) => [modifier.kind, modifier])).values()]
}
