import { type HtmlDocument, type HtmlElement, nodeTypes, walkNodes } from './html-document.ts'

/** What the elements of a page tell of walls. */
export interface WallMarks {
  /** It has the parts of a check for robots that fill a page of their own. */
  readonly hasChallenge: boolean
  /** It has a field that tells robots apart, as ordinary pages may have it for their forms. */
  readonly hasCaptcha: boolean
  readonly hasForm: boolean
  readonly hasPassword: boolean
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
  'challenge-stage',
  'challenge-error-text',
  'anubis_challenge',
])
const captchaClass = /(?:^|\s)(?:g-recaptcha|h-captcha|cf-turnstile)(?:\s|$)/
/** Of Cloudflare, DataDome, Imperva and Amazon, in this order. */
const challengeAddress =
  /cdn-cgi\/challenge-platform(?!\/scripts\/jsd)|captcha-delivery\.com|_Incapsula_Resource|awswaf\.com/

/** Of Cloudflare, Kasada and Amazon; in scripts of the page itself. */
const challengeScript = /_cf_chl_opt|\bKPSDK\b|AwsWafIntegration/
/** Longer scripts are programs of the page. */
const longestChallengeScript = 20_000

/** Looks at all elements once. Has to be done before the main text is taken out, which takes scripts and forms away. */
export function wallMarksOf(page: HtmlDocument): WallMarks {
  let hasChallenge = false
  let hasCaptcha = false
  let hasForm = false
  let hasPassword = false
  let isPaid = false
  walkNodes(page.documentElement, (node) => {
    if (node.nodeType !== nodeTypes.element) return false
    const element = node as HtmlElement
    const tag = element.nodeName.toUpperCase()
    const attribute = (name: string) => element.getAttribute(name) ?? ''
    hasChallenge ||=
      challengeIds.has(attribute('id')) ||
      challengeAddress.test(attribute('src')) ||
      (tag === 'SCRIPT' && isChallengeScript(element.textContent))
    hasCaptcha ||= captchaClass.test(attribute('class'))
    hasPassword ||= attribute('type') === 'password'
    hasForm ||= tag === 'FORM' || hasPassword
    isPaid ||=
      tag === 'SCRIPT' && attribute('type') === 'application/ld+json' && isPaidData(element.textContent)
    return tag !== 'SCRIPT'
  })
  return { hasChallenge, hasCaptcha, hasForm, hasPassword, isPaid }
}

function isChallengeScript(text: string): boolean {
  return text.length < longestChallengeScript && challengeScript.test(text)
}

/** https://schema.org/isAccessibleForFree (2026-11); broken JSON counts as well. */
function isPaidData(json: string): boolean {
  return /"isAccessibleForFree"\s*:\s*"?false/i.test(json)
}
