import { describe, expect, it } from 'vitest'
import type { ModelId } from '../../src/pricing/model-id.ts'
import { localPrice, type Price } from '../../src/pricing/price.ts'
import { type Addresses, PriceBook } from '../../src/pricing/price-book.ts'
import type { PriceData, PricedModel } from '../../src/pricing/price-data.ts'
import { price } from './cost-factory.ts'

const at = new Date('2026-10-01T12:00:00Z')
const cheap = price({ input: 1, output: 2 })
const dear = price({ input: 10, output: 20 })
const free = price({ input: 0, output: 0 })
const own = price({ input: 7, output: 7 }, [], 'overrides')

const model = (id: string, of: Price, match: PricedModel['match'] = { equals: id }): PricedModel => ({
  id,
  match,
  prices: [{ price: of }],
  published: {},
})

const data: PriceData = {
  updatedAt: at,
  providers: [
    {
      id: 'maker',
      addresses: /^https:\/\/api\.maker\.example/,
      fallbackProviders: [],
      published: {},
      models: [
        model('cheap', cheap, { or: [{ equals: 'cheap' }, { equals: 'cheap-2026' }] }),
        model('dear', dear),
        model('twin', cheap),
        model('gift', free),
        model('m', dear, { starts_with: 'm' }),
      ],
    },
  ],
}

function bookOf(overrides: Readonly<Record<string, Price>> = {}, addresses: Addresses = {}): PriceBook {
  return new PriceBook(data, { prices: new Map(Object.entries(overrides)), duplicates: [] }, addresses)
}

const maker = (name: string): ModelId => ({ provider: 'maker', model: name })

describe('the price of a model', () => {
  it('is the operator’s own before the published one, in any case', () => {
    const book = bookOf({ 'maker:cheap': own })
    expect(book.known(maker('Cheap'), at)).toEqual({
      price: own,
      seller: 'maker',
      sameNameOnly: false,
      isLoopback: false,
    })
    expect(book.published(maker('Cheap'), at)?.price).toBe(cheap)
    expect(book.known(maker('dear'), at)?.price).toBe(dear)
    expect(bookOf({ 'maker:unheard': own }).known(maker('unheard'), at)).toMatchObject({ price: own })
  })

  it('is nothing for the built-in analyst, unless the operator says so', () => {
    const analyst = { provider: 'local', model: 'extractive' }
    expect(bookOf().known(analyst, at)).toEqual({ price: localPrice, sameNameOnly: false, isLoopback: true })
    expect(bookOf({ 'local:extractive': own }).known(analyst, at)?.price).toBe(own)
  })

  it('is unknown where nobody knows it', () => {
    expect(bookOf().known(maker('unheard'), at)).toBeUndefined()
    expect(bookOf().published(maker('unheard'), at)).toBeUndefined()
  })
})

describe('a model on this machine', () => {
  const here: Addresses = { isLoopback: () => true }
  const elsewhere: Addresses = { isLoopback: () => false }

  it.each([
    'm:latest',
    'm:LATEST',
    'm:8b',
    'm:7.5B',
    'm:270m',
    'm:8b-instruct',
    'm:q4_K_M',
    'm:instruct-q8_0',
  ])('of the tag of a file is free: %s', (name) => {
    expect(bookOf({}, here).known(maker(name), at)).toMatchObject({ price: localPrice, isLoopback: true })
    expect(bookOf({}, elsewhere).known(maker(name), at)).toMatchObject({ price: dear, isLoopback: false })
    expect(bookOf().known(maker(name), at)).toMatchObject({ price: dear, isLoopback: false })
  })

  it.each(['m', 'm:free', 'm:8bit', 'm:latest-news', 'm8b', 'm:fp16'])(
    'of a name that somebody sells is not: %s',
    (name) => {
      expect(bookOf({}, here).known(maker(name), at)).toMatchObject({ price: dear, isLoopback: true })
    },
  )

  it('that nobody sells is free', () => {
    expect(bookOf({}, here).known(maker('unheard'), at)?.price).toBe(localPrice)
  })
})

describe('the model that has answered', () => {
  it.each<[string, string, string]>([
    ['under the same name', 'cheap', 'cheap'],
    ['by another name of the same entry', 'cheap', 'cheap-2026'],
    ['with something around its name', 'nowhere/unheard', 'UNHEARD'],
    ['at the same price', 'cheap', 'twin'],
    ['for free', 'cheap', 'gift'],
    ['unknown in place of the unknown', 'unheard', 'unheard-2'],
    ['unknown in place of the free', 'gift', 'unheard'],
  ])('%s is the same: %s, %s', (_, asked, served) => {
    expect(bookOf().served(maker(asked), served, at)).toBe('same')
  })

  it('is another where its price is another, and unknown where nobody knows it', () => {
    expect(bookOf().served(maker('cheap'), 'dear', at)).toMatchObject({ price: dear, seller: 'maker' })
    expect(bookOf().served(maker('unheard'), 'dear', at)).toMatchObject({ price: dear })
    expect(bookOf().served(maker('cheap'), 'unheard', at)).toBe('unknown')
  })

  it('has the operator’s price of the one that was asked, but where it has one of its own', () => {
    expect(bookOf({ 'maker:cheap': own }).served(maker('Cheap'), 'dear', at)).toBe('same')
    const both = bookOf({ 'maker:cheap': cheap, 'maker:dear': own })
    expect(both.served(maker('cheap'), 'Dear', at)).toMatchObject({ price: own })
    expect(bookOf({ 'maker:cheap-2026': own }).served(maker('cheap'), 'cheap-2026', at)).toMatchObject({
      price: own,
    })
  })
})

describe('the price of unknown models', () => {
  it('is that of the seller at the address that is called, and the same at each look', () => {
    const book = bookOf({}, { addressOf: () => 'https://api.maker.example/v1' })
    expect(book.fallback('compatible', at).output?.toFixed()).toBe('30')
    expect(book.fallback('compatible', at)).toBe(book.fallback('maker', at))
    expect(bookOf().fallback('maker', at)).not.toBe(bookOf().fallback('maker', at))
  })
})

describe('the version of a book', () => {
  it('is another with any other price', () => {
    const { version } = bookOf()
    expect(version).toMatch(/^[0-9a-f]{12}$/)
    expect(bookOf().version).toBe(version)
    expect(bookOf({ 'maker:cheap': own }).version).not.toBe(version)
    expect(bookOf({ 'maker:cheap': own }).version).not.toBe(bookOf({ 'maker:dear': own }).version)
    const other = {
      ...data,
      providers: data.providers.map((one) => ({ ...one, models: [model('cheap', dear)] })),
    }
    expect(new PriceBook(other, { prices: new Map(), duplicates: [] }, {}).version).not.toBe(version)
  })
})
