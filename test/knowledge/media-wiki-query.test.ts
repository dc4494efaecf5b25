import { describe, expect, it } from 'vitest'
import { apiAddress, plainQuery } from '../../src/knowledge/media-wiki-query.ts'

describe('a query of plain words', () => {
  it.each([
    ['The lighthouse was lit in 1911.', 'The lighthouse was lit in 1911'],
    ['"exact" -not ~fuzzy wild* ca?t', 'exact not fuzzy wild ca t'],
    ['intitle:secret insource:/a.*b/ prefix:Talk:', 'intitle secret insource a b prefix Talk'],
    ['don’t e-mail U.S. 3.5', 'don’t e-mail U.S 3.5'],
    ['a|b OR:c', 'a b OR c'],
    ['Маяк зажгли; 灯台。', 'Маяк зажгли 灯台'],
    ['🦉 "…"', ''],
  ])('makes %j %j', (text, query) => {
    expect(plainQuery(text)).toBe(query)
  })

  it('is cut between words at three hundred characters', () => {
    expect(plainQuery('word '.repeat(100))).toHaveLength(299)
    expect(plainQuery('word '.repeat(59).concat('words word'))).toHaveLength(300)
    expect(plainQuery('a'.repeat(301))).toBe('')
  })
})

describe('the address of api.php', () => {
  const template = 'https://{language}.wikipedia.org/w/api.php'

  it.each([
    ['ru', 'ru'],
    ['pt-BR', 'pt'],
    ['DE', 'de'],
    ['und', 'en'],
    ['', 'en'],
    ['evil.example/', 'en'],
    ['e', 'en'],
  ])('of the language %j is that of %s', (language, host) => {
    expect(apiAddress(template, language).href).toBe(`https://${host}.wikipedia.org/w/api.php`)
  })

  it('of a site is at the usual place, and else as given', () => {
    expect(apiAddress('https://wiki.example.org').href).toBe('https://wiki.example.org/w/api.php')
    expect(apiAddress('http://127.0.0.1:8080/api.php').href).toBe('http://127.0.0.1:8080/api.php')
  })

  it.each(['ftp://wiki.example.org', 'wiki.example.org', ''])('cannot be %j', (url) => {
    expect(() => apiAddress(url)).toThrow(TypeError)
  })
})
