import {
  challengeAbroad,
  challengeTitleAbroad,
  consentActAbroad,
  consentSubjectAbroad,
  saidToSomebodyAbroad,
  signInAbroad,
  signInTitleAbroad,
  subscriptionAbroad,
} from './wall-words-abroad.ts'

/**
 * Sentences that stand in the way of a page's text, by what they ask for. They are recognised one by one, so that what is left of a
 * page can be weighed; a sentence of an article that mentions such things is told by speaking of others.
 */

/** That a person proves to be one. */
const challengeWords =
  /verif(?:y|ying|ies) (?:that )?you(?:['’]re| are)? (?:a )?(?:not a )?(?:human|robot|bot)|(?:you(?:['’]re| are)|are you|i['’]m) (?:not )?a (?:ro)?bot\b|checking (?:if the site connection is secure|your browser)|needs to review the security of your connection|unusual (?:traffic|activity) (?:from|on|detected)|enable javascript and cookies to continue|complete the (?:captcha|security check)|(?:solve|press|hold|click).{0,40}(?:captcha|puzzle|confirm you are|to continue$)|us(?:es?|ing) a security service|security (?:check|verification|checkpoint)|made us think (?:that )?you(?:['’]re| are|['’]ve) (?:a )?bot|pardon our interruption|you have been blocked|access (?:to this page )?(?:has been |is )?(?:denied|blocked)|ray id|(?:get past|passing|pass) this challenge|proof[- ]of[- ]work|performance (?:and|&) security by|your ip(?: address)?\b|reference (?:id|#|number)|incident id|request id|подтвердите,? что вы (?:не робот|человек)|проверк[аи] (?:вашего )?(?:браузера|безопасности)|вы не робот|доступ (?:ограничен|запрещ[её]н)|bestätigen sie, dass sie (?:kein roboter|ein mensch)|vérifi(?:er|ez|ons) que vous (?:êtes|n['’]êtes)|verifica que (?:eres|no eres)|^just a moment(?:\.{3}|…|$)|please wait while|^one more step[.:!]?$|ваш ip|одну секунду/i

/** That a visitor consents to being measured. Said to somebody (`we`, `you`) or a button of a few words. */
const consentSubject =
  /\bcookies?\b|\bpartners?\b|personali[sz]ed (?:ads?|advertising|content)|legitimate interest|\b(?:accept|reject|agree to|refuse|decline|allow) (?:all|and continue|&)|manage (?:options|preferences|settings|choices|consent)|more options|privacy (?:policy|settings|choices|notice|statement|cent(?:er|re))|terms of (?:service|use)|(?:your|my) (?:consent|choices?|preferences|personal data|privacy)|before you continue|store and\/or access|advertising (?:and content )?measurement|audience (?:research|insights|engagement)|(?:improve|develop) (?:our|new) services|deliver and maintain|cookie-?(?:einstellungen|richtlinie)|einwilligung|datenschutz|akzeptieren|ablehnen|zustimmen|bevor sie (?:zu|fortfahren)|consentement|confidentialité|accepter|refuser|partenaires|avant d['’](?:accéder|utiliser)|avant de continuer|consentimiento|privacidad|aceptar|rechazar|socios|antes de (?:ir|continuar)|consenso|riservatezza|accett|rifiuta|файл(?:ы|ов|ами)? (?:cookie|куки)|куки|конфиденциальност|соглас(?:ие|иться|ны)|принять|отклонить|персональн|прежде чем (?:перейти|продолжить)/i
const saidToSomebody =
  /\b(?:we|our|us|you|your|my|wir|uns(?:er|ere|eren)?|sie|ihre?n?|nous|nos|notre|vous|votre|vos|nosotros|nuestr[oa]s?|su|sus|tu|tus|noi|nostri|tuo|tuoi)\b|(?<!\p{L})(?:мы|нас|наш[а-яё]*|вы|вас|ваш[а-яё]*)(?!\p{L})/iu
const buttonWords = 5
/** What a dialog wants done; a recipe for cookies and a privacy policy want nothing of the kind. */
const consentActWords =
  /\b(?:accept|reject|agree|refuse|decline|allow|consent|permission|manage|options|preferences|settings|continu|value your|we use cookies|site uses cookies)|verwenden|utilis|usamos|utiliz|используем|einwillig|zustimm|akzeptier|ablehn|fortfahr|fortsetz|accord|refus|acept|rechaz|accett|rifiut|соглас|принять|отклон|продолж/i

export function isConsentSentence(sentence: string): boolean {
  if (!consentSubject.test(sentence) && !consentSubjectAbroad.test(sentence)) return false
  return speaksToSomebody(sentence) || wordsIn(sentence) <= buttonWords
}

export function asksForConsent(text: string): boolean {
  return consentActWords.test(text) || consentActAbroad.test(text)
}

/** Longer sentences that stand in somebody's way speak to them, or of the page; those of news speak of others. */
const shortWords = 12
const saidOfPage =
  /\bplease\b|\bbitte\b|\bi['’]m\b|\b(?:this|the) (?:page|site|website|article|content|story|text|post)\b/i

/** Somebody who tells what happened to them; buttons speak for a reader. */
const tellsOfWriter =
  /\b(?:after|when|whenever|if|as) I\b|\bI (?:solve|get|got|see|saw|was|tried|try|can|could|cannot|press|click)\w*\b/

export function isSaidToReader(sentence: string): boolean {
  if (tellsOfWriter.test(sentence)) return false
  return wordsIn(sentence) <= shortWords || speaksToSomebody(sentence) || saidOfPage.test(sentence)
}

function speaksToSomebody(sentence: string): boolean {
  return saidToSomebody.test(sentence) || saidToSomebodyAbroad.test(sentence)
}

const ideographs = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu

/** Two ideographs count as a word. */
function wordsIn(sentence: string): number {
  const written = sentence.match(ideographs)?.length ?? 0
  return sentence.split(/\s+/).length + Math.floor(written / 2)
}

/** A letter of Chinese, Japanese or Korean says as much as three of an alphabet. */
export function lengthOfSentence(sentence: string): number {
  return (
    sentence.length +
    2 * (sentence.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu)?.length ?? 0)
  )
}

const quoted = /[«“„"「『][^«»“”„"「」『』]{1,200}[»”“"」』]/g
/** Fewer words besides what is quoted do not speak of it. */
const wordsAboutQuote = 2

/** A sentence without what it quotes, where it speaks of that to nobody: news quote walls, and walls quote their buttons. */
export function ownWords(sentence: string): string {
  const own = sentence.replace(quoted, ' ').trim()
  return own !== sentence && wordsIn(own) >= wordsAboutQuote && !saidToReader(own) ? own : sentence
}

const asked =
  /\b(?:please|bitte|click|press|tap|klicken|cliquez|clique|haga clic|kliknij|klik)\b|пожалуйста|нажмите|натисніть/i

function saidToReader(sentence: string): boolean {
  return asked.test(sentence) || speaksToSomebody(sentence)
}

/** That a reader signs in. */
const signInWords =
  /(?:log|sign)(?:ging|ning)? ?(?:in|on|up)\b.{0,60}\b(?:to (?:continue|see|view|read|access|use|keep|follow|connect|proceed|your)|or (?:sign|register|create|join))|^(?:please )?(?:log|sign) ?(?:in|up|on)(?: (?:to|with|or)\b.{0,40})?$|(?:must|need to|have to|please|should) (?:be )?(?:log(?:ged)?|sign(?:ed)?) ?in|create (?:an?|your) (?:free |new )?account|(?:forgot(?:ten)?|reset) (?:your )?password|don['’]t have an account|already have an account|keep me (?:logged|signed) in|remember me|^(?:e-?mail(?: address)?(?: or phone.{0,20})?|phone.{0,30}|user ?name|password|show password|register|join now|continue with \w+)$|members only|(?:войдите|авторизуйтесь|зарегистрируйтесь|войти|регистрация).{0,60}(?:чтобы|для|или)|^(?:войти|вход|регистрация|пароль|забыли пароль\??)$|(?:melden sie sich|melde dich|loggen sie sich|anmelden).{0,60}(?:um|oder|an)|(?:connectez-vous|identifiez-vous|se connecter).{0,60}(?:pour|ou)|(?:inicia(?:r)? sesión|regístrate).{0,60}(?:para|o)|see (?:more|posts|photos).{0,40}(?:on|from) \w+$/i

/** That a reader pays. */
const subscriptionWords =
  /subscribe (?:now |today )?(?:to|for|and) (?:continue|keep|read|unlock|get|access|unlimited)|(?:for|to) (?:our )?(?:subscribers|members|premium readers)(?: only)?|subscribers?[- ]only|to (?:continue|keep) reading|(?:already|not) a (?:subscriber|member)|unlock (?:this|the full|unlimited)|(?:free|remaining) articles?|start your (?:free )?trial|(?:full|unlimited) access|support (?:our|quality) journalism|paywall|только (?:для|по) подпис|оформите подписку|подпишитесь,? чтобы|nur für abonnent|jetzt abonnieren|weiterlesen mit|réservée? (?:à nos|aux) abonnés|abonnez-vous|(?:solo|exclusivo) para suscriptores|suscríbete para/i

/** That a browser runs scripts, or waits. */
export const scriptSentence =
  /^(?:loading|please wait|загрузка|ид[её]т загрузка|пожалуйста,? подождите|laden|wird geladen|chargement|cargando|caricamento|redirecting|processing)(?:[\s.…]|\.\.\.)*$|(?:enable|turn on|activate|requires?|need(?:s)?|without) (?:to (?:run|enable|use) )?javascript|javascript (?:is |must be |has been )?(?:disabled|required|not enabled|needed|turned off|enabled)|include?r? javascript|включ(?:ите|ить) javascript|(?:update|upgrade) your browser|browser (?:is )?(?:not supported|unsupported|out of date|outdated)|doesn['’]t (?:work|support).{0,30}(?:without|browser)|^(?:you need|switch) to .{0,20}javascript|try again later$|something went wrong/i

/** Titles of pages that only say that there is none. */
export const notThereTitle =
  /^(?:(?:error )?404\b|(?:page|article|post|content|video|file) (?:is )?(?:not found|unavailable|not available|removed|deleted)|not found\b|(?:sorry|oops).{0,40}(?:not found|doesn['’]t exist|can['’]t find|couldn['’]t find)|страница не найдена|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada)/i

const challengeTitleWords =
  /^(?:just a moment|attention required|access (?:to this page has been )?denied|security (?:check|verification|checkpoint)(?!\p{L})|(?:are you|robot) (?:a robot|check|or human)|are you a (?:robot|human)|human verification|checking your browser|ddos-guard|pardon our interruption|client challenge|vercel security checkpoint|making sure you(?:['’]re| are) not a bot|please verify|verify you are human|bot verification|один момент|проверка браузера|captcha(?:$|\s*[-–|]))/iu

const signInTitleWords =
  /^(?:log ?in|sign ?in|sign ?up|join|вход|войти|авторизация|anmelden|login|connexion|iniciar sesión)(?:$|\s*[-–—|·•:(/]|\s+(?:to|or|on|with|and)\b)/i

/** What forums and blogs want a sign-in for, below a text that everybody may read. */
export const answering =
  /\b(?:to|and) (?:leave|write|post|add|submit|reply|comment|vote|rate)\b|чтобы (?:ответить|оставить|написать|комментировать)/i

/** Titles of texts about signing in. */
export const instructionTitle = /^(?:how (?:to|do|can)|why|wie|как|почему|comment|cómo|come)(?!\p{L})/iu

/** Titles of what a site promises its readers about their data: that asks for nothing. */
export const policyTitle =
  /(?:cookie|privacy|data protection) (?:policy|notice|statement)|cookie-richtlinie|datenschutz(?:erklärung|hinweise)|politique de (?:confidentialité|cookies)|pol[ií]tica de (?:privacid|cookies)|политика (?:конфиденциальности|обработки|использования)/i

export const challengeSentence = either(challengeWords, challengeAbroad)
export const challengeTitle = either(challengeTitleWords, challengeTitleAbroad)
export const signInSentence = either(signInWords, signInAbroad)
export const signInTitle = either(signInTitleWords, signInTitleAbroad)
export const subscriptionSentence = either(subscriptionWords, subscriptionAbroad)

function either(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`${one.source}|${other.source}`, 'iu')
}
