import type { WallMarks } from './wall-marks.ts'
import {
  answering,
  challengeSentence,
  challengeTitle,
  consentAct,
  instructionTitle,
  isConsentSentence,
  isSaidToReader,
  notThereTitle,
  scriptSentence,
  signInSentence,
  signInTitle,
  subscriptionSentence,
} from './wall-words.ts'

/** What a page shows in the place of its text. */
const walls = ['challenge', 'not_there', 'consent', 'subscription', 'sign_in', 'scripts'] as const
export type Wall = (typeof walls)[number]

/** A page of one of these kinds and below this length has nothing else to say. */
const shortCharacters = 600
/** Of a page's text without the sentences of a wall: below it there is no article. */
const fewestCharactersOfText = 280
/** Longer texts are articles, whatever else stands on their pages. */
const longestWallCharacters = 6_000
/** The free beginning of an article is shorter than this. */
const longestTeaserCharacters = 1_500

export interface ShownPage {
  readonly marks: WallMarks
  /** The main text as it was read. */
  readonly text: string
  readonly title: string | undefined
  readonly url: string | undefined
}

export interface WalledPage {
  readonly wall: Wall
  /** What stands before the wall; empty where that is not worth reading. */
  readonly beginning: string
}

/**
 * Whether a page shows something else than its text: a check for robots, a dialog about cookies, a form to sign in, an offer to
 * subscribe, the shell of a program that would fetch the text, or that there is no such page. Undefined for a page with a text.
 */
export function wallOf(shown: ShownPage): WalledPage | undefined {
  const { text, title = '', marks, url } = shown
  if (text.length > longestWallCharacters) return undefined
  const sentences = sentencesOf(text)
  const said = (words: RegExp) => (sentence: string) => words.test(sentence) && isSaidToReader(sentence)
  const charactersOf = (isWall: (sentence: string) => boolean) => lengthOf(sentences.filter(isWall))
  const all = lengthOf(sentences)
  const isWalled = (isWall: (sentence: string) => boolean) => {
    const walled = charactersOf(isWall)
    return walled > 0 && all - walled < fewestCharactersOfText
  }
  const without = (isWall: (sentence: string) => boolean) =>
    sentences.filter((sentence) => !isWall(sentence)).join(' ')
  const isSignIn = (sentence: string) => said(signInSentence)(sentence) && !answering.test(sentence)
  const only = (wall: Wall): WalledPage => ({ wall, beginning: '' })

  const isShort = all < shortCharacters
  if (isShort && challengeTitle.test(title)) return only('challenge')
  if (all < fewestCharactersOfText && marks.hasChallenge) return only('challenge')
  if (isWalled(said(challengeSentence))) return only('challenge')
  if (isShort && (notThereTitle.test(title) || notThereTitle.test(sentences[0] ?? '')))
    return only('not_there')
  const asksConsent = consentAct.test(text) && isMostlyConsent(all, charactersOf(isConsentSentence))
  if (isConsentHost(url) || asksConsent) return only('consent')

  const isOffer = said(subscriptionSentence)
  const isTeaser = all < longestTeaserCharacters && (marks.isPaid || charactersOf(isOffer) > 0)
  if (isTeaser && (marks.isPaid || isWalled(isOffer))) {
    const beginning = without((sentence) => isOffer(sentence) || signInSentence.test(sentence))
    return { wall: 'subscription', beginning: beginning.length < fewestCharactersOfText ? '' : beginning }
  }
  if (!instructionTitle.test(title) && isWalled(isSignIn)) return only('sign_in')
  if (isShort && signInTitle.test(title) && marks.hasForm) return only('sign_in')
  if (all === 0 || isWalled((sentence) => scriptSentence.test(sentence))) return only('scripts')
  return undefined
}

/** Lines and sentences without the marks of lists; good enough to tell what a page consists of. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…])\s+/)
    .map((sentence) => sentence.replace(/^(?:[-•*]|\d+\.)\s+/, '').trim())
    .filter((sentence) => sentence !== '')
}

function lengthOf(sentences: readonly string[]): number {
  return sentences.reduce((sum, { length }) => sum + length, 0)
}

function isMostlyConsent(all: number, consent: number): boolean {
  return consent * 2 > all
}

/** Google, YouTube and Yahoo ask on hosts of their own. */
function isConsentHost(url: string | undefined): boolean {
  return /^(?:consent|guce|consentmanager)\./.test(URL.parse(url ?? '')?.hostname ?? '')
}
