import type { WallMarks } from './wall-marks.ts'
import {
  answering,
  asksForConsent,
  challengeSentence,
  challengeTitle,
  instructionTitle,
  isConsentSentence,
  isSaidToReader,
  lengthOfSentence,
  notThereTitle,
  ownWords,
  policyTitle,
  scriptSentence,
  signInSentence,
  signInTitle,
  subscriptionSentence,
} from './wall-words.ts'
import { ageQuestion, ageTitle, elsewhereSentence, maintenanceStart } from './wall-words-abroad.ts'

/** What a page shows in the place of its text. */
const walls = ['challenge', 'not_there', 'trouble', 'consent', 'subscription', 'sign_in', 'scripts'] as const
export type Wall = (typeof walls)[number]

/** A page of one of these kinds and below this length has nothing else to say. */
const shortCharacters = 600
/** Of a page's text without the sentences of a wall: below it there is no article. */
const fewestCharactersOfText = 280
/** Longer texts are articles, whatever else stands on their pages. */
const longestWallCharacters = 6_000
/** A check for robots may say at some length why it is there. */
const longestChallengeCharacters = 2_000
/** Shorter than this, a page with a field that tells robots apart has nothing but that. */
const fewestCharactersBesideCaptcha = 120
/** A check for robots makes up a quarter of its page at least; news of one may be short, and say more besides. */
const leastShareOfChallenge = 4
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
 * subscribe, the shell of a program that would fetch the text, that the site is being mended, or that there is no such page. Undefined
 * for a page with a text.
 */
export function wallOf(shown: ShownPage): WalledPage | undefined {
  const { text, title = '', marks, url } = shown
  if (text.length > longestWallCharacters) return undefined
  const sentences = sentencesOf(text)
  const said = (words: RegExp) => (sentence: string) =>
    isSaidToReader(sentence) && words.test(ownWords(sentence))
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
  const begins = (words: RegExp) => words.test(title) || words.test(sentences[0] ?? '')

  const isShort = all < shortCharacters
  const instructs = instructionTitle.test(title)
  if (all < longestChallengeCharacters && challengeTitle.test(title) && (isShort || marks.hasChallenge))
    return only('challenge')
  if (all < fewestCharactersOfText && marks.hasChallenge) return only('challenge')
  if (all < fewestCharactersBesideCaptcha && marks.hasCaptcha) return only('challenge')
  const isMostly = (isWall: (sentence: string) => boolean) =>
    isWalled(isWall) && charactersOf(isWall) * leastShareOfChallenge >= all
  if (!instructs && (isMostly(said(challengeSentence)) || isMostly(said(elsewhereSentence))))
    return only('challenge')
  if (isShort && begins(notThereTitle)) return only('not_there')
  if (isShort && begins(maintenanceStart)) return only('trouble')
  const asksAge = ageTitle.test(title) || said(ageQuestion)(sentences[0] ?? '')
  if (isShort && asksAge && isWalled(said(ageQuestion))) return only('consent')
  if (marks.hasPassword && !instructs && isWalled(isSignIn)) return only('sign_in')
  const asksConsent =
    asksForConsent(text) && !policyTitle.test(title) && isMostlyConsent(all, charactersOf(isConsentSentence))
  if (isConsentHost(url) || asksConsent) return only('consent')

  const isOffer = said(subscriptionSentence)
  const isTeaser = all < longestTeaserCharacters && (marks.isPaid || charactersOf(isOffer) > 0)
  if (isTeaser && (marks.isPaid || isWalled(isOffer))) {
    const beginning = without((sentence) => isOffer(sentence) || signInSentence.test(sentence))
    return {
      wall: 'subscription',
      beginning: lengthOf([beginning]) < fewestCharactersOfText ? '' : beginning,
    }
  }
  if (!instructs && isWalled(isSignIn)) return only('sign_in')
  if (isShort && signInTitle.test(title) && marks.hasForm) return only('sign_in')
  if (all === 0 || (!instructs && isWalled((sentence) => scriptSentence.test(sentence))))
    return only('scripts')
  return undefined
}

/** Lines and sentences without the marks of lists; good enough to tell what a page consists of. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…])\s+|(?<=[。！？])/)
    .map((sentence) => sentence.replace(/^(?:[-•*]|\d+\.)\s+/, '').trim())
    .filter((sentence) => sentence !== '')
}

function lengthOf(sentences: readonly string[]): number {
  return sentences.reduce((sum, sentence) => sum + lengthOfSentence(sentence), 0)
}

function isMostlyConsent(all: number, consent: number): boolean {
  return consent * 2 > all
}

/** Google, YouTube and Yahoo ask on hosts of their own. */
function isConsentHost(url: string | undefined): boolean {
  return /^(?:consent|guce|consentmanager)\./.test(URL.parse(url ?? '')?.hostname ?? '')
}
