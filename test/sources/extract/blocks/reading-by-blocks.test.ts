import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../../src/sources/extract/html-document.ts'
import { pageBlocksOf } from '../../../../src/sources/extract/main-text/blocks/page-blocks.ts'
import { pageFactsOf } from '../../../../src/sources/extract/main-text/blocks/page-facts.ts'
import { readByBlocks } from '../../../../src/sources/extract/main-text/blocks/read-by-blocks.ts'
import { readMainText } from '../../../../src/sources/extract/main-text/read-main-text.ts'

const menu = ['Home', 'Forums', 'Members', 'Sign in']
  .map((name) => `<li><a href="/${name}">${name}</a></li>`)
  .join('')
const around = (content: string) => `<!doctype html><html><head><title>Harbour forum</title></head><body>
  <div class="cookie-banner"><p>We use cookies to improve your experience. <button>Accept all</button></p></div>
  <nav class="menu"><ul>${menu}</ul></nav>${content}
  <footer class="footer"><p>© 2026 Harbour forum. All rights reserved.</p></footer></body></html>`

const said = [
  'Has anybody moored at the new pontoon yet? I came in on Sunday and found no water and no power on the outer half of it.',
  'The power is on since Tuesday. The harbour master told me that the water will follow when the pipes have been tested for pressure.',
  'Bring long lines. The rings stand eight metres apart, which is fine for anything above thirty feet, and a nuisance for small boats.',
  'We lay there for two nights in a strong south-westerly and slept well. The swell that one gets at the town quay does not reach it.',
  'Twenty-two a night for our length, showers included. That is four more than the quay, and worth it for the sleep alone, if you ask me.',
  'Thank you all. I will try again next month, with longer lines, and report what the water tastes like when it runs at last.',
]
const thread = said
  .map(
    (
      text,
      at,
    ) => `<div class="post" id="p${at}"><div class="post-author"><a href="/u/${at}">Sailor${at}</a></div>
    <div class="post-body"><p>${text}</p></div>
    <div class="post-actions"><a href="/r">Reply</a> <a href="/l">Like</a></div></div>`,
  )
  .join('')
const others = ['Best paint for hulls', 'Selling a dinghy', 'Tide tables']
  .map((title) => `<li><a href="/t">${title}</a></li>`)
  .join('')
const related = `<div class="related"><h3>Related topics</h3><ul>${others}</ul></div>`

const textOf = async (content: string) => (await readMainText(around(content), undefined))?.text ?? ''

describe('a thread', () => {
  it('is read whole, in its order, without what stands around it', async () => {
    const text = await textOf(`<div class="thread"><h1>The new pontoon</h1>${thread}</div>${related}`)
    const places = said.map((post) => text.indexOf(post))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(text).not.toMatch(/cookies|All rights|Sign in|Tide tables/)
  })

  it('that stands there once for wide and once for narrow screens is read once', () => {
    const page = parseHtml(around(`<main><h1>The new pontoon</h1>${thread}${thread}</main>`))
    const facts = { ...pageFactsOf(page), readability: said.join('\n'), defuddle: said.join('\n') }
    const { text } = readByBlocks(pageBlocksOf(page), facts)
    expect(said.map((post) => text.split(post).length - 1)).toEqual(said.map(() => 1))
  })
})

it('a shelf of goods is read with names and descriptions, without buttons and filters', async () => {
  const goods = [
    'Rope, 12 mm',
    'Anchor, 8 kg',
    'Fender, long',
    'Lantern, brass',
    'Bucket, rubber',
    'Chart of the bay',
  ].map(
    (name, at) => `<li class="product-card"><a href="/p/${at}"><h3>${name}</h3></a>
      <p class="product-description">Made for boats that stay out all year, tested on our own in the winter of ${2010 + at}.</p>
      <span class="price">$${at + 4}.90</span><button>Add to cart</button></li>`,
  )
  const filters = `<aside class="filters"><h4>Filter by</h4>
    <ul><li><a href="/f">In stock (4)</a></li><li><a href="/f">On sale (2)</a></li></ul></aside>`
  const introduction = `<h1>Chandlery</h1><p>What a small boat needs to lie safely at anchor, chosen by people who have lain at
    anchor in bad weather themselves, and would again.</p>`
  const text = await textOf(
    `<main>${filters}${introduction}<ul class="products">${goods.join('')}</ul></main>`,
  )
  expect(text).toContain('Anchor, 8 kg')
  expect(text).toContain('winter of 2013')
  expect(text).not.toMatch(/Add to cart|Filter by|cookies|All rights/)
})
