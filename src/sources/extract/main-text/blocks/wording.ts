/**
 * What short texts around the main text say, on pages in English and Russian, and some of it in German, French and Spanish. Each is held
 * against the beginning of a block.
 */
const wordings = {
  consent: /cookie|consent|gdpr|privacy policy|политик[аи] конфиденц|файлы? cookie|datenschutz/i,
  account:
    /\b(?:log ?in|sign ?(?:in|up|out)|register|create (?:an )?account|my account|password|forgot|join (?:now|us))\b|войти|вход\b|регистрац|anmelden|connexion|iniciar ses/i,
  share:
    /\b(?:share|follow us|tweet|pinterest|facebook|whatsapp|instagram|linkedin|copy link|print)\b|поделиться|подписывай/i,
  subscribe:
    /\b(?:subscribe|newsletter|sign up for|get updates|your (?:e-?mail|inbox))\b|подпис|рассылк|abonnieren/i,
  shop: /add to (?:cart|bag|basket|wish)|\b(?:checkout|free shipping|in stock|out of stock|sold out|buy now|quantity|qty|wishlist|your cart|choose options|quick view|compare|returns?|delivery)\b|в корзин|купить|доставк|warenkorb|panier|añadir/i,
  rights: /©|copyright|all rights reserved|все права|powered by|terms (?:of|and)|privacy/i,
  more: /^(?:read|learn|see|show|view|load|find out|discover|explore)\b.{0,20}$|\b(?:read|show|load|view|see) (?:more|all|less)\b|читать (?:далее|полностью)|подробнее|показать|смотреть все|mehr|voir plus/i,
  reply:
    /^(?:reply|quote|report|like|likes|edit|permalink|delete|upvote|downvote|flag|save|hide|award|ответить|цитировать|нравится|пожаловаться)\b|\b(?:mark(?:ed)? as|best answer|helpful|replied|joined|posts?:|messages?:|reputation)\b/i,
  related:
    /\b(?:related|you (?:may|might) (?:also )?(?:like|be|want)|recommended|similar|more from|popular|trending|latest|recent(?:ly)?|also (?:like|bought|viewed|read)|customers also|frequently bought|featured|best ?sellers|up next|next post|previous)\b|похожие|читайте также|рекоменд|популярн|последние|с этим товаром/i,
  skip: /^(?:skip|jump|back|go|menu|close|open|toggle|home|search|next|prev|top|главная|меню|поиск|закрыть|наверх)\b/i,
  filter:
    /\b(?:filters?|sort(?: by)?|refine|clear all|results|showing|per page|apply|categories|price range|relevance)\b|фильтр|сортир|показано|найдено/i,
  comments:
    /\b(?:comments?|repl(?:y|ies)|reviews?|responses?|ratings?|answers?)\b|комментари|отзыв|ответ(?:ы|ов)?\b/i,
  date: /\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d\d|19\d\d)\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\bago\b|назад|\d{1,2}:\d\d/i,
  price: /[$€£¥₽₹]\s?\d|\d\s?(?:[$€£¥₽₹]|руб|usd|eur)/i,
  by: /^(?:by|posted|written|published|updated|author|автор|опубликовано|источник|von|par)\b/i,
  contact:
    /@[\w-]+\.\w|\+?\d[\d ()-]{8,}\d|\b(?:contact us|call us|address|opening hours|our team)\b|контакт|телефон/i,
  offer:
    /\b(?:get started|book (?:a|now)|request a|free trial|schedule|learn how|contact sales|download|apply now|shop (?:now|all)|get a (?:quote|demo)|donate|% off|sale)\b|скидк|заказать|скачать/i,
  script: /\b(?:javascript|your browser|enable|loading|unsupported|video player)\b|загрузка|браузер/i,
} as const satisfies Record<string, RegExp>

export const wordingNames: readonly string[] = Object.keys(wordings)
const patterns = Object.values(wordings)

/** Sentences do not say what stands around the text; of what is longer only so much is looked at. */
const lookedAtCharacters = 120

/** For each wording whether a text has it. */
export function wordingsIn(text: string): readonly boolean[] {
  const beginning = text.slice(0, lookedAtCharacters)
  return patterns.map((pattern) => pattern.test(beginning))
}
