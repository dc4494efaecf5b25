import { describe, expect, it } from 'vitest'
import { article } from '../../../src/sources/extract/article.ts'

const location = 'https://paper.example/story'
const russian =
  'Река поднялась ночью, и к утру нижней дороги, мельницы и старого моста уже не было. Ёлки остались.'
/** Russian letters in windows-1251: А at 0xc0 and so on in alphabetical order, Ё and ё apart. */
const windows1251 = (text: string) =>
  Uint8Array.from(text, (letter) => {
    const code = letter.charCodeAt(0)
    return { Ё: 0xa8, ё: 0xb8 }[letter] ?? (code >= 0x410 ? code - 0x410 + 0xc0 : code)
  })

function extract(html: string | Uint8Array, declared: { charset?: string; url?: string } = {}) {
  const bytes = typeof html === 'string' ? new TextEncoder().encode(html) : html
  return article.extract({ location, ...declared, bytes })
}

describe('the charset of a page', () => {
  const html = `<html><head><title>${russian}</title></head><body><p>${russian}</p></body></html>`
  const withMeta = (meta: string) => html.replace('<head>', `<head>${meta}`)

  it.each([
    ['by the header', windows1251(html), { charset: 'windows-1251' }],
    ['by the header, under another of its names', windows1251(html), { charset: 'CP1251' }],
    ['by a meta tag', windows1251(withMeta('<meta charset="windows-1251">')), {}],
    [
      'by an old meta tag',
      windows1251(withMeta('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')),
      {},
    ],
    [
      'by the header against a meta tag',
      windows1251(withMeta('<meta charset="utf-8">')),
      { charset: 'windows-1251' },
    ],
    [
      'by a byte order mark against the header',
      new TextEncoder().encode(`\ufeff${html}`),
      { charset: 'windows-1251' },
    ],
    ['by a UTF-16 byte order mark', new Uint8Array(Buffer.from(`\ufeff${html}`, 'utf16le')), {}],
    ['by its letters when nothing is declared', windows1251(html), {}],
    ['by its letters when what is declared is unknown', windows1251(html), { charset: 'klingon' }],
    [
      'as UTF-8 when a readable meta tag says UTF-16',
      new TextEncoder().encode(withMeta('<meta charset=utf-16>')),
      {},
    ],
  ])('is told %s', async (_title, bytes, declared) => {
    expect(await extract(bytes, declared)).toMatchObject({ title: russian, text: russian })
  })
})

describe('the text of a page', () => {
  it('has paragraphs, lines, items, rows and preformatted parts where a reader sees them', async () => {
    const { text } = await extract(
      `<html><body><h1>Head</h1><p>One   <b>bold</b>
       word.</p><p>Two<br>lines<br><br>and a break.</p><ul><li>first</li><li>second</li></ul>
       <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><pre>if x:\n    y</pre></body></html>`,
    )
    expect(text).toBe(
      'Head\n\nOne bold word.\n\nTwo\nlines\n\nand a break.\n\n- first\n- second\n\na b\n1 2\n\nif x:\n    y',
    )
  })

  it.each([
    ['no tags around it', '<title>Bare</title><p>Hello', 'Bare'],
    ['no body tag', '<!doctype html><html lang=en><title>Bare</title><p>Hello</html>', 'Bare'],
    ['a body tag only', '<body><p>Hello</body>', undefined],
    ['unclosed tags', '<html><head><title>Bare</title></head><body><div><p>Hello<div>', 'Bare'],
  ])('is found with %s', async (_title, html, title) => {
    const source = await extract(html)
    expect(source.text).toBe('Hello')
    expect(source.title).toBe(title)
  })

  it('is the whole page where no article can be made out', async () => {
    const html = '<title>Notice</title><body><div role="dialog" aria-modal="true">Closed today</div>'
    expect((await extract(html)).text).toBe('Closed today')
  })

  it('leaves out what is hidden, scripted or invisible', async () => {
    const { text } = await extract(
      `<body><p>Seen\u200b\u202e\u{e0041}</p><script>a</script><style>b</style><template>c</template>
       <p hidden>d</p><p aria-hidden="true">e</p><p style="visibility: hidden">f</p><!-- g --></body>`,
    )
    expect(text).toBe('Seen')
  })

  it('survives NUL bytes, lone surrogates and broken UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<p>a\0b &#xD800; '),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from(' c</p>'),
    ])
    const { text } = await extract(new Uint8Array(bytes))
    expect(text.isWellFormed()).toBe(true)
    expect(text).not.toContain('\0')
    expect(text).toMatch(/^ab .* c$/)
  })

  it('is taken whole from 2 MB of one letter', async () => {
    const letters = 'a'.repeat(2_000_000)
    expect((await extract(`<html><body><p>${letters}</p></body></html>`)).text).toBe(letters)
  })

  it('is found below 20,000 nested elements, where recursion would end', async () => {
    const { text } = await extract(`<html><body>${'<div>'.repeat(20_000)}Down here</body></html>`)
    expect(text).toBe('Down here')
  })

  it('is taken from a page of more elements than are weighed', async () => {
    const { text } = await extract(`<html><body>${'<p>One.</p>'.repeat(100_001)}</body></html>`)
    expect(text.split('\n\n')).toHaveLength(100_001)
  })
})

describe('what a page says about itself', () => {
  it.each([
    ['<meta property="article:published_time" content="2026-03-04">', '2026-03-04'],
    ['<meta name="date" content="Wed, 04 Mar 2026 05:06:07 GMT">', '2026-03-04T05:06:07.000Z'],
    ['<meta name="DC.date" content="2026-03-04T05:06:07Z">', '2026-03-04T05:06:07Z'],
    [
      '<time itemprop="datePublished" datetime="2026-03-04T05:06+03:00">March</time>',
      '2026-03-04T05:06+03:00',
    ],
    ['<meta name="date" content="04/03/2026">', undefined],
    ['<meta name="date" content="yesterday">', undefined],
  ])('gives a date for %s', async (tag, date) => {
    expect((await extract(`<html><head>${tag}</head><body><p>Hello</p></body></html>`)).publishedAt).toBe(
      date,
    )
  })

  it.each([
    ['https://www.paper.example/real', 'https://www.paper.example/real'],
    ['/real', 'https://m.paper.example/real'],
    ['https://bank.example/', 'https://m.paper.example/story'],
    ['https://paper.example.evil.example/', 'https://m.paper.example/story'],
    ['javascript:alert(1)', 'https://m.paper.example/story'],
    ['https://me@paper.example/', 'https://m.paper.example/story'],
  ])('with the canonical link %s is found at %s', async (href, url) => {
    const html = `<html><head><link rel="canonical" href="${href}"></head><body><p>Hello</p></body></html>`
    expect((await extract(html, { url: 'https://m.paper.example/story' })).url).toBe(url)
  })

  it('is left out where it says nothing', async () => {
    const source = await extract(
      '<html lang="no such"><head><title> </title></head><body><p>Hello</p></body></html>',
    )
    expect(source).toEqual({ location, type: 'article', text: 'Hello' })
  })

  it('is cut to one line of bearable length', async () => {
    const { title } = await extract(
      `<html><head><title>a\nb${'c'.repeat(9000)}</title></head><body><p>x</p></body></html>`,
    )
    expect(title).toMatch(/^a bc+…$/)
    expect(title).toHaveLength(500)
  })
})
