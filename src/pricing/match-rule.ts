import { z } from 'zod'

/** How the published prices recognise a name: a clause, or several joined. */
export type MatchRule =
  | { readonly equals: string }
  | { readonly starts_with: string }
  | { readonly ends_with: string }
  | { readonly contains: string }
  | { readonly regex: string }
  | { readonly or: readonly MatchRule[] }
  | { readonly and: readonly MatchRule[] }

export const matchRule: z.ZodType<MatchRule> = z.lazy(() =>
  z.union([
    z.strictObject({ equals: z.string() }),
    z.strictObject({ starts_with: z.string() }),
    z.strictObject({ ends_with: z.string() }),
    z.strictObject({ contains: z.string() }),
    z.strictObject({ regex: z.string().refine(isRegularExpression, 'Invalid regular expression') }),
    z.strictObject({ or: z.array(matchRule) }),
    z.strictObject({ and: z.array(matchRule) }),
  ]),
)

/** Case does not count, but in regular expressions. */
export function matches(rule: MatchRule, name: string): boolean {
  const lowered = name.toLowerCase()
  if ('equals' in rule) return lowered === rule.equals.toLowerCase()
  if ('starts_with' in rule) return lowered.startsWith(rule.starts_with.toLowerCase())
  if ('ends_with' in rule) return lowered.endsWith(rule.ends_with.toLowerCase())
  if ('contains' in rule) return lowered.includes(rule.contains.toLowerCase())
  if ('regex' in rule) return new RegExp(rule.regex).test(name)
  if ('or' in rule) return rule.or.some((part) => matches(part, name))
  return rule.and.every((part) => matches(part, name))
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch {
    return false
  }
}
