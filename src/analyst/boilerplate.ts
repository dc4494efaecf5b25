const phrases = [
  'cookies?\\b.{0,60}\\b(?:use|accept|consent|polic|prefer|settings|experience|browser)',
  '\\b(?:use|accept|consent|reject|manage)\\b.{0,40}\\bcookies',
  '\\bsubscribe\\b.{0,60}\\b(?:newsletter|channel|today|now|for|here|to)',
  '\\bsign up\\b.{0,60}\\b(?:newsletter|free|today|now|account|updates)',
  '\\b(?:newsletter|mailing list)\\b.{0,40}\\b(?:inbox|sign|subscribe|join)',
  '^(?:thanks|thank you|welcome)\\b(?: back| so much| very much)?\\s?(?:to|for|all|everyone|$|[,.!])',
  '\\bthanks? (?:you )?(?:so much |again )?for (?:having|coming|joining|watching|reading|listening)\\b',
  '\\bthank you (?:so|very) much\\b',
  'all rights reserved',
  '^(?:©|\\(c\\)|copyright)\\b',
  '\\b(?:privacy policy|terms of (?:service|use)|terms and conditions)\\b',
  '^(?:read more|read also|follow us|skip to|back to top|click here|tap here|advertisement|sponsored by)\\b',
  '^(?:related (?:articles?|stories|posts|topics)|(?:share|tweet|print|email) (?:this|on|via))\\b',
  '^(?:menu|log in|sign in|share|tweet|print|email|related|sponsored)[.:!]?$',
  '\\b(?:follow|find|like|join) us on\\b',
  '\\b(?:click|tap) (?:here|the link|below)\\b',
  '\\b(?:smash|hit) (?:that|the) (?:like|subscribe|bell)\\b',
  'affiliate (?:links?|commission)',
  'this (?:article|post|page|story) (?:was )?(?:first |originally )?(?:appeared|published|updated)',
  '\\bphoto(?:graph)?(?: credit)?:',
  'подпи(?:шитесь|сывайтесь|саться)',
  'файл\\p{L}* cookie|cookie-файл',
  'все права защищены|политик\\p{L}* конфиденциальности|пользовательск\\p{L}* соглашени',
  '^(?:читайте также|реклама|поделиться|фото:)',
  '^(?:abonnez-vous|suscríbete|abonnieren sie|iscriviti|assine|inscreva-se)',
  'tous droits réservés|alle rechte vorbehalten|todos los derechos reservados',
].map((phrase) => new RegExp(phrase, 'iu'))

/** Whether a sentence belongs to the page and not to the text: cookie notices, calls to subscribe, rights, share lines. */
export function isBoilerplate(sentence: string): boolean {
  return phrases.some((phrase) => phrase.test(sentence))
}
