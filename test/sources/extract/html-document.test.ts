import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../src/sources/extract/html-document.ts'
import { htmlToText } from '../../../src/sources/extract/html-text.ts'
import { readWithReadability } from '../../../src/sources/extract/main-text/read-with-readability.ts'

const text = (html: string) => htmlToText(parseHtml(html).body)

describe('a page', () => {
  it.each([
    ['in order', '<html><head><title>t</title></head><body><p>a</p><p>b</p></body></html>'],
    ['without a body', '<html><head><title>t</title></head><p>a</p><p>b</p></html>'],
    [
      'with a script between head and body',
      '<html><head></head><script>x</script><body><p>a</p><p>b</p></body></html>',
    ],
    ['with a style before it', '<style>x</style><html><head></head><body><p>a</p><p>b</p></body></html>'],
    ['with text before its body', '<html><head></head><p>a</p><body><p>b</p></body></html>'],
    ['with text behind its body', '<html><head></head><body><p>a</p></body><p>b</p></html>'],
    ['with text behind its end', '<html><head></head><body><p>a</p></body></html><p>b</p>'],
    [
      'whose body lies in something else',
      '<html><head></head><div><body><p>a</p><p>b</p></body></div></html>',
    ],
    ['without a head', '<html><body><p>a</p><p>b</p></body></html>'],
  ])('%s is read whole, in the order of its text', (_title, html) => {
    expect(text(html)).toBe('a\n\nb')
  })

  it('is read whole, however much stands around its body', () => {
    const many = '<p>a</p>'.repeat(2_000)
    expect(
      text(`${many}<html><head></head>${many}<body>b</body>${many}</html>${many}`).match(/a/g),
    ).toHaveLength(8_000)
  })

  it('whose body the parser finds elsewhere is read by Readability as well', () => {
    const sentence =
      'The council, which had met in the old hall, spoke of the bridge until the lamps went out. '
    const story = `<article>${`<p>${sentence.repeat(4)}</p>`.repeat(5)}</article>`
    const page = parseHtml(`<html><head></head><script>x</script><body>${story}</body></html>`)
    expect(readWithReadability(page)?.text.split('The council')).toHaveLength(21)
  })
})
