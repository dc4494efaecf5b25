import { describe, expect, it } from 'vitest'
import { isSameSource, OwnSource, ownWordsOf, sourceIdentity } from '../../src/knowledge/source-identity.ts'
import { areCopies, sketchOf } from '../../src/knowledge/text-sketch.ts'

const sentences = Array.from(
  { length: 60 },
  (_, index) =>
    `Ship number ${index * 37} brought ${index * 11} tonnes of grain from port ${index * 53} in spring.`,
)
const text = sentences.join(' ')
const russian = Array.from(
  { length: 40 },
  (_, index) => `Судно номер ${index * 37} доставило ${index * 11} тонн зерна из порта ${index * 53} весной.`,
).join(' ')
/** Every nth word is another. */
const edited = (original: string, nth: number) =>
  original
    .split(' ')
    .map((word, index) => (index % nth === 0 ? `altered${index}` : word))
    .join(' ')

describe('a copy of a text', () => {
  it.each([
    ['itself', text, text],
    ['in capitals, with other white space', text, text.toUpperCase().replaceAll(' ', '\n')],
    ['with every twentieth word changed', text, edited(text, 20)],
    [
      'with a frame around it',
      text,
      `${'Menu home news sport weather. '.repeat(3)}${text} All rights reserved.`,
    ],
    ['of its first half', text, sentences.slice(0, 30).join(' ')],
    ['of a third of it', text, sentences.slice(20, 40).join(' ')],
    ['in Russian, with every twentieth word changed', russian, edited(russian, 20)],
    [
      'in Chinese',
      '市议会周一决定重建旧港口工程耗资一千八百万欧元',
      '市议会周一决定重建旧港口工程耗资一千八百万欧元。',
    ],
  ])('is known: %s', (_, first, second) => {
    expect(areCopies(sketchOf(first), sketchOf(second))).toBe(true)
    expect(areCopies(sketchOf(second), sketchOf(first))).toBe(true)
  })

  it.each([
    [
      'another text on the same',
      text,
      'Grain came by ship to the port in spring, hundreds of tonnes of it, from far away.',
    ],
    ['every third word changed', text, edited(text, 3)],
    ['two sentences of sixty', text, `${sentences.slice(0, 2).join(' ')} ${russian}`],
    [
      'seven sequences',
      'One ship brought grain, salt, iron, wool, tea, rum.',
      'One ship brought grain, salt, iron, wool, tea, rum.',
    ],
    ['nothing', '', ''],
  ])('is not seen in %s', (_, first, second) => {
    expect(areCopies(sketchOf(first), sketchOf(second))).toBe(false)
  })

  it('may be of any length: beyond its beginning nothing is looked at', () => {
    const long = 'The tide turns twice. '.repeat(20_000)
    expect(sketchOf(`${long}a`)).toEqual(sketchOf(`${long}b`))
  })
})

describe('two sources', () => {
  it.each([
    [
      'of one address',
      sourceIdentity('One.', 'https://a.example'),
      sourceIdentity('Two.', 'https://a.example'),
      true,
    ],
    [
      'of one short text',
      sourceIdentity('One.', 'https://a.example'),
      sourceIdentity('One.', undefined),
      true,
    ],
    [
      'of one long text, nearly',
      sourceIdentity(text, undefined),
      sourceIdentity(edited(text, 20), undefined),
      true,
    ],
    [
      'of no address and different texts',
      sourceIdentity('One.', undefined),
      sourceIdentity('Two.', undefined),
      false,
    ],
  ])('%s', (_, first, second, expected) => {
    expect(isSameSource(first, second)).toBe(expected)
  })
})

describe('a source whose claims are held against others', () => {
  const own = new OwnSource(ownWordsOf(text), 'https://a.example')

  it('includes a passage of it, also where half of it is from elsewhere', () => {
    const passage = sentences.slice(3, 6).join(' ')
    expect(own.includes(passage, undefined)).toBe(true)
    expect(own.includes(`${passage} The harbour master praised crews.`, undefined)).toBe(true)
  })

  it('does not include a passage that quotes a sentence of it among its own', () => {
    const comment =
      'Critics doubt the figures. The harbour office counts differently, they say, and nobody checks the scales at night. '
    expect(
      own.includes(
        `${comment}${sentences[3]} ${comment.toUpperCase().replace('CRITICS', 'OTHERS')}`,
        undefined,
      ),
    ).toBe(false)
    expect(own.includes('', undefined)).toBe(false)
  })

  it('includes what is at its own address, whatever it says now', () => {
    expect(own.includes('Nothing of the kind.', 'https://a.example')).toBe(true)
    expect(own.includes('Nothing of the kind.', 'https://b.example')).toBe(false)
    expect(new OwnSource(ownWordsOf(text), undefined).includes('Nothing of the kind.', undefined)).toBe(false)
  })

  it('has the identity under which it is remembered', () => {
    expect(own.identity).toEqual(sourceIdentity(text, 'https://a.example'))
  })
})
