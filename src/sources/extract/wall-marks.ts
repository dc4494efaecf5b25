import { type HtmlDocument, type HtmlElement, nodeTypes, walkNodes } from './html-document.ts'

/** What the elements of a page tell of walls. */
export interface WallMarks {
  /** It has the parts of a check for robots; ordinary pages may have them for their forms. */
  readonly hasChallenge: boolean
  readonly hasForm: boolean
  /** It tells search engines that it has to be paid for. */
  readonly isPaid: boolean
}

const challengeIds = new Set([
  'challenge-form',
  'challenge-running',
  'cf-challenge-running',
  'cf-wrapper',
  'px-captcha',
  'sec-if-cpt-container',
  'challenge-container',
])
const challengeClass = /(?:^|\s)(?:g-recaptcha|h-captcha|cf-turnstile)(?:\s|$)/
/** Of Cloudflare, DataDome, Imperva and Amazon, in this order. */
const challengeAddress = /cdn-cgi\/challenge-platform|captcha-delivery\.com|_Incapsula_Resource|awswaf\.com/

/** Looks at all elements once. Has to be done before the main text is taken out, which takes scripts and forms away. */
export function wallMarksOf(page: HtmlDocument): WallMarks {
  let hasChallenge = false
  let hasForm = false
  let isPaid = false
  walkNodes(page.documentElement, (node) => {
    if (node.nodeType !== nodeTypes.element) return false
    const element = node as HtmlElement
    const attribute = (name: string) => element.getAttribute(name) ?? ''
    hasChallenge ||=
      challengeIds.has(attribute('id')) ||
      challengeClass.test(attribute('class')) ||
      challengeAddress.test(attribute('src'))
    const tag = element.nodeName.toUpperCase()
    hasForm ||= tag === 'FORM' || attribute('type') === 'password'
    isPaid ||=
      tag === 'SCRIPT' && attribute('type') === 'application/ld+json' && isPaidData(element.textContent)
    return tag !== 'SCRIPT'
  })
  return { hasChallenge, hasForm, isPaid }
}

/** https://schema.org/isAccessibleForFree (2026-11); broken JSON counts as well. */
function isPaidData(json: string): boolean {
  return /"isAccessibleForFree"\s*:\s*"?false/i.test(json)
}
