/**
 * A name as it is compared: without case, accents, punctuation and a leading article, so that `The Café-Royal` and
 * `cafe royal` are one. Empty when nothing of the name is left.
 */
export function entityKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
}
