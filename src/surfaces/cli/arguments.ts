import { InvalidArgumentError } from 'commander'
import { spenderOf } from '../../access/client-keys.ts'
import { canonicalTimeZone, spokenTimeZone } from '../../budget/time-zone-names.ts'
import { type Period, periods } from '../../ledger/period.ts'
import { isTenantName, parseSubject, type Subject } from '../../ledger/subject.ts'
import { amountProblemText } from '../../locales/amount-problem-text.ts'
import { textsOf } from '../../locales/i18n.ts'
import { knownLanguage } from '../../locales/language-name.ts'
import type { NanoUsd } from '../../money/nano-usd.ts'
import { readAmount } from '../../money/read-amount.ts'
import { type ModelId, parseModelId } from '../../pricing/model-id.ts'
import { type Dimension, dimensions } from '../../report/dimensions.ts'

const english = textsOf('en')

/** @throws {InvalidArgumentError} unless it is like `50`, `$50` or `50.00`. */
export function amountArgument(text: string): NanoUsd {
  const read = readAmount(text)
  if (read.kind === 'amount') return read.amountNanoUsd
  throw new InvalidArgumentError(amountProblemText(read.problem, text, english))
}

export function tenantArgument(text: string): string {
  if (isTenantName(text)) return text
  throw new InvalidArgumentError('Expected a tenant, such as cli, guild_123 or dm_123.')
}

/** A BCP 47 tag of a language that has a name, in its canonical form. */
export function languageArgument(text: string): string {
  const tag = knownLanguage(text)
  if (tag) return tag
  throw new InvalidArgumentError('Expected the tag of a language, such as en, ru or pt-BR.')
}

export function subjectArgument(text: string): Subject {
  const subject = parseSubject(text)
  if (subject) return subject
  throw new InvalidArgumentError(
    'Expected a subject, such as bot, default, guild_123, dm, dm_123, user_123 or cli.',
  )
}

/** Who spends with a key, also as `guild:123` and `user:123`. @throws {InvalidArgumentError} for what nobody spends as. */
export function spenderArgument(text: string): Subject {
  const subject = parseSubject(text.replace(/^(guild|dm|user|app):/, '$1_'))
  if (subject && spenderOf(subject)) return subject
  throw new InvalidArgumentError(
    'Expected who spends: guild_123, user_123, or a tenant of its own such as app_shop.',
  )
}

/** A user's id, with or without the `user_` of the subject. */
export function userArgument(text: string): string {
  const subject = [parseSubject(text), parseSubject(`user_${text}`)].find((found) => found?.kind === 'user')
  if (subject?.kind === 'user') return subject.user
  throw new InvalidArgumentError("Expected a user's id, such as 123.")
}

export function periodArgument(text: string): Period {
  const period = periods.find((name) => name === text.toLowerCase())
  if (period) return period
  throw new InvalidArgumentError(`Expected ${periods.join(', ')}; for example: budget set guild_123 day 20.`)
}

export function timeZoneArgument(text: string): string {
  const zone = canonicalTimeZone(text)
  if (zone) return zone
  const meant = spokenTimeZone(text)
  throw new InvalidArgumentError(
    `Expected an IANA time zone, such as ${meant ?? 'Europe/Berlin or UTC'}${meant ? `. Did you mean that?` : '.'}`,
  )
}

export function modelArgument(text: string, earlier: readonly ModelId[] = []): readonly ModelId[] {
  const model = parseModelId(text)
  if (model) return [...earlier, model]
  throw new InvalidArgumentError('Expected <provider>:<model>, such as openai:gpt-5-mini.')
}

export function wholeNumberArgument(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
  }
}

/** A calendar day, `2026-11-22` or `20261122`; as ISO 8601. */
export function dateArgument(text: string): string {
  try {
    if (/^\d{4}-?\d{2}-?\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toString()
  } catch {
    // There is no such day.
  }
  throw new InvalidArgumentError('Expected a day, such as 2026-11-22.')
}

/** What use is split by, however its words are joined: `served-model`, `served_model`. */
export function dimensionArgument(text: string): Dimension {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const dimension = dimensions.find((known) => known === (otherNames[name] ?? name))
  if (dimension) return dimension
  throw new InvalidArgumentError(`Expected one of ${dimensions.join(', ')}.`)
}

const otherNames: Readonly<Record<string, Dimension>> = {
  user: 'member',
  tenant: 'server',
  served: 'served-model',
  source: 'source-kind',
  run: 'workflow',
  price: 'price-version',
}
