import { expect, it } from 'vitest'
import { fingerprint } from '../../src/text/fingerprint.ts'

it('is the same for equal values, in whatever order their fields were written', () => {
  const one = { b: [1, { d: null, c: 'x' }], a: true }
  const other = { a: true, b: [1, { c: 'x', d: null }] }

  expect(fingerprint(one)).toBe(fingerprint(other))
  expect(fingerprint({ ...one, e: undefined })).toBe(fingerprint(one))
})

it.each([
  ['another value', { a: 2 }],
  ['another name', { b: 1 }],
  ['a further field', { a: 1, b: 1 }],
  ['a text instead of a number', { a: '1' }],
  ['a list instead of a value', { a: [1] }],
])('differs for %s', (_what, value) => {
  expect(fingerprint(value)).not.toBe(fingerprint({ a: 1 }))
})

it('differs for lists in another order', () => {
  expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]))
})

it('is SHA-256 of the canonical JSON', () => {
  // printf '{"a":1,"b":[]}' | sha256sum
  expect(fingerprint({ b: [], a: 1 })).toBe(
    'f87e4099e9be5e75094e0a4f46d3dc18a9c37429314a5a2490fb78d31e7e170c',
  )
})

it('refuses what JSON cannot hold', () => {
  expect(() => fingerprint({ a: 1n })).toThrow(TypeError)
})
