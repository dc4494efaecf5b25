import { isVersionOf } from '../pricing/model-version.ts'

/**
 * Which model a name on a bill means: the same name, or one with a version behind it, among ours before all others; else, in the words of
 * a bill such as `Gemini 2.5 Flash Text Input`, the longest name that stands in it. Undefined: none of them.
 */
export function billedModel(
  name: string,
  ours: readonly string[],
  others: readonly string[],
): string | undefined {
  const known = namedSo(name, ours) ?? namedSo(name, others)
  if (known !== undefined || !/\s/.test(name)) return known
  const text = asWords(name)
  return longest([...ours, ...others].filter((model) => text.includes(asWords(model))))
}

function namedSo(name: string, models: readonly string[]): string | undefined {
  const lowered = name.toLowerCase()
  const same = models.find((model) => model.toLowerCase() === lowered)
  return same ?? longest(models.filter((model) => isVersionOf(model, name)))
}

function longest(names: readonly string[]): string | undefined {
  return names.toSorted((one, other) => other.length - one.length)[0]
}

function asWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}
