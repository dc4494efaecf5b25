import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../src/sources/extract/html-document.ts'
import { htmlToText } from '../../../src/sources/extract/html-text.ts'

describe('htmlToText', () => {
  it.each([
    ['one break', 'a<br>b', 'a\nb'],
    ['two breaks, which part paragraphs', 'a<br> <br/>b', 'a\n\nb'],
    ['three breaks', 'a<br><br><br>b', 'a\n\nb'],
    ['paragraphs in boxes', '<div><div><p>a</p></div></div><section><p>b</p></section>', 'a\n\nb'],
    ['words across tags', 'a <b> b</b><i>c</i>\n<u>d</u>', 'a bc d'],
    [
      'lists',
      '<ol><li>a<li><p>b</p><ul><li>c</li><li></li></ul></li><li>d</li></ol>',
      '1. a\n\n2. b\n\n- c\n\n3. d',
    ],
    ['cells', '<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['preformatted text', '<pre>a\n   b <b> c</b>\n</pre>d   e', 'a\n   b  c\n\n\nd e'],
    ['navigation around text', '<nav>a</nav><p>b</p><aside>c</aside><footer>d</footer>', 'b'],
    [
      'parts that are not text',
      '<script>a</script><svg><text>b</text></svg>c<select><option>d</select>',
      'c',
    ],
    ['comments', 'a<!-- b -->c', 'ac'],
  ])('reads %s', (_title, html, text) => {
    expect(htmlToText(parseHtml(html).body)).toBe(text)
  })
})
