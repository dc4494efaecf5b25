import { directMessagesDefault, type Subject } from '../../../ledger/subject.ts'
import type { SummaryDimension } from '../../../ledger/summary.ts'
import { breakdownName } from '../../../locales/breakdown-name.ts'
import { languageName } from '../../../locales/language-name.ts'
import type { Texts } from '../../../locales/texts.ts'
import { isWatchAccount } from '../../../servers/watch-account.ts'
import { safeCode, safeLine, userMention } from './safe-text.ts'

const nameMaxCharacters = 100

/** A name out of a breakdown as people read it: `analysis` is "Analysis", a model stays `openai:gpt-5-mini`. */
export function breakdownLabel(
  dimension: SummaryDimension,
  name: string,
  texts: Texts,
  maxCharacters = nameMaxCharacters,
): string {
  const isId = dimension === 'model' || dimension === 'provider'
  return isId ? safeCode(name, maxCharacters) : safeLine(breakdownName(dimension, name, texts), maxCharacters)
}

export function taskLabel(name: string, texts: Texts, maxCharacters = nameMaxCharacters): string {
  return breakdownLabel('task', name, texts, maxCharacters)
}

/**
 * Who a budget or a report is about. `displayName`: as Discord names it, not escaped yet. People are mentioned, which shows
 * their name of today; titles show no mentions, so `isTitle` names them.
 */
export function subjectLabel(subject: Subject, texts: Texts, displayName?: string, isTitle = false): string {
  const name = displayName ? safeLine(displayName, nameMaxCharacters) : ''
  const personOf = (id: string) =>
    isTitle ? name || texts.t('subject.member', { id: safeCode(id, 60) }) : userMention(id)
  if (subject.kind === 'bot') return texts.t('subject.bot')
  if (subject.kind === 'user')
    return isWatchAccount(subject.user) ? texts.t('subject.watching') : personOf(subject.user)
  switch (subject.place) {
    case 'default':
      return texts.t(
        subject.name === directMessagesDefault.name ? 'subject.directMessagesDefault' : 'subject.default',
      )
    case 'direct_messages':
      return texts.t('subject.directMessages', { user: personOf(subject.user) })
    case 'server':
      return name || texts.t('subject.server', { id: safeCode(subject.server, nameMaxCharacters) })
    case 'other':
      return name || safeLine(subject.name, nameMaxCharacters)
    default:
      return subject satisfies never
  }
}

/** The English name of a language tag in English, the Russian in Russian; undefined for unknown ones. */
export function languageLabel(tag: string | undefined, texts: Texts): string | undefined {
  return tag ? languageName(tag, texts.locale) : undefined
}

/** A date as published, which may be any text. */
export function publishedLabel(publishedAt: string | undefined, texts: Texts): string | undefined {
  if (!publishedAt) return undefined
  const atMs = Date.parse(publishedAt)
  return Number.isNaN(atMs) ? safeLine(publishedAt, 40) : texts.date(atMs, 'UTC')
}

/** `… and 3 more`. */
export function moreOf(texts: Texts): (leftOut: number) => string {
  return (leftOut) => texts.t('common.more', { count: leftOut })
}

/** Whose money the budget of a subject is, as texts tell them apart. */
export function purseOf(subject: Subject): 'user' | 'server' | 'directMessages' | 'bot' {
  if (subject.kind !== 'tenant') return subject.kind
  return subject.place === 'direct_messages' ? 'directMessages' : 'server'
}
