import { describe, expect, it } from 'vitest'
import { expectedShares } from '../../../../scripts/reading/training/expected-shares.ts'
import { learnBlocks } from '../../../../scripts/reading/training/learn-blocks.ts'
import { parseHtml } from '../../../../src/sources/extract/html-document.ts'
import { blockFeatures } from '../../../../src/sources/extract/main-text/blocks/block-features.ts'
import { readBlockTrees } from '../../../../src/sources/extract/main-text/blocks/block-trees.ts'
import { foretell } from '../../../../src/sources/extract/main-text/blocks/decision-trees.ts'
import { pageBlocksOf } from '../../../../src/sources/extract/main-text/blocks/page-blocks.ts'
import { pageFactsOf } from '../../../../src/sources/extract/main-text/blocks/page-facts.ts'

function looked(html: string) {
  const page = parseHtml(html)
  const facts = { ...pageFactsOf(page), readability: undefined, defuddle: undefined }
  const blocks = pageBlocksOf(page)
  return { blocks, features: blockFeatures(blocks, facts) }
}

const posts = (count: number) =>
  Array.from({ length: count }, (_post, at) => `The ${at + 3} boats that came in late were full of herring.`)
const thread = (count: number) =>
  `<ul class="menu"><li><a href="/">Start</a></li><li><a href="/">Shop</a></li><li><a href="/">Sign in</a></li></ul>
  ${posts(count)
    .map((post) => `<div class="post"><p>${post}</p></div>`)
    .join('')}
  <div class="foot"><a href="/">Rights</a></div>`

describe('learning from pages', () => {
  const pages = Array.from({ length: 100 }, (_page, at) => {
    const count = [2, 3, 5, 6][at % 4] ?? 2
    const { blocks, features } = looked(thread(count))
    return { blocks, features, expected: expectedShares(blocks.blocks, posts(count).join('\n')) }
  })
  const learnt = learnBlocks(pages)

  it('tells posts from what stands around them, on a page that was not among them', () => {
    const trees = readBlockTrees(learnt)
    const { features } = looked(thread(4))
    const shares = features.map((row) => foretell(trees, row))
    expect(shares.map((share) => share > 0.5)).toEqual([
      ...[false, false, false],
      ...posts(4).map(() => true),
      false,
    ])
  })

  it('comes to the same each time', () => {
    expect(learnBlocks(pages)).toBe(learnt)
  })

  it('is of no use with other features, and says so', () => {
    expect(() => readBlockTrees(learnt.replace('characters', 'letters'))).toThrow(/other features/)
  })
})

describe('what is expected of a page', () => {
  const shares = (html: string, expected: string) => expectedShares(looked(html).blocks.blocks, expected)
  const sentence = 'The bridge over the old canal stays closed until spring.'
  it.each([
    ['all of a paragraph', `<p>${sentence}</p>`, sentence, [1]],
    ['nothing else', `<p>${sentence}</p><p>Ten offers that you should not miss</p>`, sentence, [1, 0]],
    ['a short line', `<h2>Canal</h2><p>${sentence}</p>`, `Canal\n\n${sentence}`, [1, 1]],
    [
      'a line as often as it is there, near the rest',
      `<p>Harbour</p><p>Menu of the day</p><p>Harbour</p><p>${sentence}</p>`,
      `Harbour\n${sentence}`,
      [0, 0, 1, 1],
    ],
    ['nothing of an empty text', `<p>${sentence}</p>`, '', [0]],
  ])('is %s', (_title, html, expected, wanted) => {
    expect(shares(html, expected)).toEqual(wanted)
  })
})
