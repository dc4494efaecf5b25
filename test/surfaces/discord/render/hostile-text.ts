import fc from 'fast-check'

const tricks = [
  '@everyone',
  '@here',
  '<@411223344556677889>',
  '<@!411223344556677889>',
  '<@&411223344556677889>',
  '<#411223344556677889>',
  '</budget set:411223344556677889>',
  '<:smile:411223344556677889>',
  '<t:1795348800:R>',
  '<id:customize>',
  '[free money](https://evil.example/?a=b)',
  '[free money](<https://evil.example>)',
  '[a\\](https://evil.example)',
  '[\u200b](https://evil.example)',
  '[@everyone](https://evil.example)',
  '[@here]\u200b(https://evil.example)',
  '@\u200beveryone',
  '@\u202eeveryone',
  '<\u2060@411223344556677889>',
  '```\nfence',
  '`code`',
  '***__~~||all||~~__***',
  '> quoted\n>>> all of it',
  '# Heading\n-# small\n1. one\n- two',
  '\u202egnp.exe\u202c',
  '\u2066\u2067\u2069\u200e\u200f\u061c',
  '\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164\u2800',
  '{{limit}} $t(error.title) {{- x}} $& $1',
  'wide\u0301\u0302\u0303\u0304\u0305\u0306\u0307',
  '\ud83d',
  '\udc00',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'שלום مرحبا नमस्ते สวัสดี 你好 Привет Γειά',
  '\0\u0007\u001b[31m\r\n\t\u0085\u2028\u2029',
  'javascript:alert(1)',
  'https://exa_mple.example/_a_(b)*c*?x=[y]',
  '\\',
  ' ',
  '\n\n\n\n',
] as const

/** Anything that a member, a web page or another server's owner might write; up to 6,000 characters, half code points included. */
export function hostileText(maxCharacters = 6000): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...tricks),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  )
  const short = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const long = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.integer({ min: 80, max: maxCharacters }))
    .map(([pieces, length]) => pieces.join('').repeat(length).slice(0, length))
  return fc
    .oneof({ weight: 3, arbitrary: short }, { weight: 2, arbitrary: long })
    .map((text) => text.slice(0, maxCharacters))
}
