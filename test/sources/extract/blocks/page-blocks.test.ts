import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../../src/sources/extract/html-document.ts'
import { pageBlocksOf } from '../../../../src/sources/extract/main-text/blocks/page-blocks.ts'

const blocksOf = (html: string) => pageBlocksOf(parseHtml(html)).blocks

describe('the blocks of a page', () => {
  it.each([
    ['paragraphs', '<p>a <b>b</b>\n c</p><div>d</div>', ['a b c', 'd']],
    ['lines', 'a<br>b<br><br>c', ['a\nb', 'c']],
    ['items, marked', '<ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>', ['1. a', '2. b', '- c']],
    ['cells', '<table><tr><td>a</td><td>b</td></tr></table>', ['a', 'b']],
    ['text as it is written', '<pre>a\n  b</pre>', ['a\n  b']],
    ['what is there without scripts', '<noscript><p>a</p></noscript>', ['a']],
    ['navigation, which the text may need', '<nav>a</nav><footer>b</footer>', ['a', 'b']],
    [
      'nothing that is hidden',
      '<p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p>',
      [],
    ],
    ['nothing that is no text', '<script>a</script><style>b</style><select><option>c</select>', []],
  ])('are %s', (_title, html, texts) => {
    expect(blocksOf(html).map(({ marker, text }) => marker + text)).toEqual(texts)
  })

  it('know how much of them is links', () => {
    expect(blocksOf('<p>see <a href="/">this</a></p><p>none</p><a href="/"><h2>all</h2></a>')).toMatchObject([
      { characters: 8, linkCharacters: 4, links: 1 },
      { characters: 4, linkCharacters: 0, links: 0 },
      { characters: 3, linkCharacters: 3, links: 1 },
    ])
  })

  it('stand in elements that come after those around them', () => {
    const { elements, blocks } = pageBlocksOf(parseHtml('<main><ul class="list x1 y"><li>a</li></ul></main>'))
    const [item] = blocks.map(({ element }) => elements[element])
    expect(item).toMatchObject({ tag: 'LI', depth: 4 })
    expect(elements[item?.parent ?? -1]).toMatchObject({ tag: 'UL', making: 'UL.list.x' })
    expect(elements.every(({ parent }, at) => parent < at)).toBe(true)
  })
})
