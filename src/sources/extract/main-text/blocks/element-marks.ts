import { type HtmlElement, tagOf } from '../../html-document.ts'

/**
 * What names of classes, ids and roles call an element, as far as sites all over the web agree on words. Most are English on pages of any
 * language.
 */
const namePatterns = {
  navigation: /nav|menu|crumb|pagina|pager|\btoc\b|table-of-contents|jump/,
  header: /header|masthead|top-?bar|banner|announcement/,
  footer: /foot|copyright|colophon|legal|disclaimer|contentinfo/,
  aside: /side-?bar|aside|rail|widget|secondary|complementary|sticky/,
  related:
    /relat|recommend|similar|also|more-|popular|trending|up-?sell|cross-?sell|recent|suggest|read-?next/,
  slides: /carousel|slide|swiper|slick|splide|gallery|thumb/,
  social: /share|sharing|social|follow|facebook|twitter/,
  consent: /cookie|consent|gdpr|onetrust|privacy/,
  overlay: /modal|pop-?up|dialog|overlay|drawer|lightbox|tooltip|toast|off-?canvas|fly-?out|mini-?cart|mega/,
  advertisement: /\bads?\b|advert|sponsor|promo|\bcta\b|call-to-action/,
  form: /form|log-?in|sign-?in|sign-?up|search|subscribe|newsletter|input|field/,
  choice: /filter|facet|sort|drop-?down|select|option|variant|swatch|quantity|refine/,
  shop: /cart|checkout|price|pricing|shipping|stock|\bbuy|add-to|wish-?list|\bsku\b|payment/,
  byline: /meta|by-?line|author|avatar|\bdate|time|user|profile|signature|badge|member|poster/,
  tags: /\btags?\b|categor|label|topic|keyword/,
  score: /rating|star|vote|like|count|views|score|karma|reaction/,
  action: /action|button|btn|toolbar|control|toggle|link/,
  unseen: /sr-only|screen-?reader|visually-?hidden|hidden|d-none|\bhide|collapse|skip/,
  content: /content|article|story|\bmain|body|entry|text|prose|\brte\b|markdown|copy|wysiwyg|editor/,
  comment: /comment|repl(?:y|ies)|response|discussion|thread|message|\bpost|answer|forum|\bbb/,
  product: /product|pdp|detail|spec|attribute|ingredient|nutrition/,
  description: /desc|summary|overview|about|intro|excerpt|teaser|lead|info/,
  card: /card|item|tile|result|listing|\blist|grid|\brow|collection/,
  section: /section|block|module|component|container|wrap|feature|hero/,
  review: /review|testimonial|quote/,
  questions: /faq|accordion|\btabs?\b|panel|question/,
  title: /title|heading|headline|name/,
  caption: /caption|figure|credit|image|media|photo/,
} as const satisfies Record<string, RegExp>

const tagGroups: readonly (readonly string[])[] = [
  ['MAIN'],
  ['ARTICLE'],
  ['SECTION'],
  ['NAV'],
  ['HEADER'],
  ['FOOTER'],
  ['ASIDE'],
  ['FORM', 'FIELDSET'],
  ['TABLE'],
  ['UL', 'OL', 'MENU'],
  ['LI'],
  ['A'],
  ['BUTTON', 'LABEL', 'SUMMARY'],
  ['P'],
  ['H1'],
  ['H2'],
  ['H3'],
  ['H4', 'H5', 'H6'],
  ['FIGURE', 'FIGCAPTION'],
  ['DL', 'DT', 'DD'],
  ['BLOCKQUOTE'],
  ['PRE', 'CODE'],
  ['NOSCRIPT'],
]

const patterns = Object.values(namePatterns)
const groupOfTag = new Map(
  tagGroups.flatMap((tags, group) => tags.map((tag) => [tag, patterns.length + group] as const)),
)

/** Names of the marks, by their numbers. */
export const elementMarks: readonly string[] = [
  ...Object.keys(namePatterns),
  ...tagGroups.map((tags) => tags.join('/').toLowerCase()),
]

/** Longer ones are made by machines, and say nothing. */
const longestName = 200

/** The numbers of an element's own marks. */
export function marksOf(element: HtmlElement): readonly number[] {
  const names = ['class', 'id', 'role', 'itemprop', 'data-testid']
    .map((attribute) => (element.getAttribute(attribute) ?? '').slice(0, longestName))
    .join(' ')
    // Words in names are parted by case as well.
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
  const marks: number[] = []
  if (names.length > 4)
    for (const [mark, pattern] of patterns.entries()) if (pattern.test(names)) marks.push(mark)
  const group = groupOfTag.get(tagOf(element))
  if (group !== undefined) marks.push(group)
  return marks
}

/** What elements of one making have in common: their tag and their first two classes, numbers in them aside. */
export function makingOf(element: HtmlElement): string {
  const classes = (element.getAttribute('class') ?? '').slice(0, longestName).trim().split(/\s+/).slice(0, 2)
  return `${tagOf(element)}.${classes.join('.').replace(/\d+/g, '')}`
}
