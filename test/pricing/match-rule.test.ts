import { describe, expect, it } from 'vitest'
import { type MatchRule, matches, matchRule } from '../../src/pricing/match-rule.ts'

describe('a rule for names', () => {
  it.each<[MatchRule, string, boolean]>([
    [{ equals: 'gpt-5' }, 'GPT-5', true],
    [{ equals: 'gpt-5' }, 'gpt-5-mini', false],
    [{ starts_with: 'gpt-' }, 'Gpt-5', true],
    [{ starts_with: 'gpt-' }, 'my-gpt-5', false],
    [{ ends_with: ':free' }, 'a:free', true],
    [{ ends_with: ':free' }, 'a:free:b', false],
    [{ contains: 'claude' }, 'anthropic/claude-3', true],
    [{ contains: 'claude' }, 'gpt', false],
    [{ regex: '^a+$' }, 'aaa', true],
    [{ regex: '^a+$' }, 'aab', false],
    [{ or: [{ equals: 'a' }, { equals: 'b' }] }, 'b', true],
    [{ or: [] }, 'b', false],
    [{ and: [{ starts_with: 'a' }, { ends_with: 'b' }] }, 'ab', true],
    [{ and: [{ starts_with: 'a' }, { ends_with: 'b' }] }, 'ac', false],
  ])('%j says of %s: %s', (rule, name, expected) => {
    expect(matches(rule, name)).toBe(expected)
  })

  it.each([{ regex: '(' }, { like: 'a' }, { equals: 1 }, { or: [{ regex: '(' }] }, 'gpt-5'])(
    '%j is refused',
    (rule) => {
      expect(matchRule.safeParse(rule).success).toBe(false)
    },
  )
})
