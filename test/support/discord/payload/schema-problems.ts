import type { ZodMiniType } from 'zod/mini'
import type { PayloadProblem } from './problem.ts'
import { required, tooLong, under } from './problem.ts'

type Issue = NonNullable<ReturnType<ZodMiniType['safeParse']>['error']>['issues'][number]

/** What Discord's published schema says against the payload; empty when nothing. */
export function schemaProblems(schema: ZodMiniType, payload: unknown): PayloadProblem[] {
  return (schema.safeParse(payload).error?.issues ?? []).flatMap((issue) => issueProblems(issue, payload))
}

/** `payload` is the value against which the issue's path is to be read. */
function issueProblems(issue: Issue, payload: unknown): PayloadProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  const value = valueAt(payload, path)
  switch (issue.code) {
    case 'invalid_union': {
      const branch = closestBranch(issue.errors)
      if (branch === undefined) return [wrongType(path)]
      return under(
        path,
        branch.flatMap((inner) => issueProblems(inner, value)),
      )
    }
    case 'too_big':
      if (typeof value === 'number') return [outOfRange(path, `at most ${issue.maximum}`)]
      return [tooLong(path, Number(issue.maximum))]
    case 'too_small':
      if (typeof value === 'number') return [outOfRange(path, `at least ${issue.minimum}`)]
      return [{ path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${issue.minimum} or more in length.` }]
    case 'invalid_value':
      if (value === undefined) return [required(...path)]
      return [
        { path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of ${issue.values.map(String)}.` },
      ]
    default:
      return value === undefined ? [required(...path)] : [wrongType(path)]
  }
}

/**
 * Components and options are unions told apart by `type`: the branch whose `type` fits is the one the
 * sender meant, and its complaints are the ones to report. Otherwise the branch with the fewest.
 */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = branches.filter(
    (issues) => !issues.some(({ path }) => path.length === 1 && path[0] === 'type'),
  )
  const candidates = meant.length > 0 ? meant : branches
  return candidates.toSorted((one, other) => one.length - other.length)[0]
}

function valueAt(payload: unknown, path: readonly (string | number)[]): unknown {
  let value = payload
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

function wrongType(path: PayloadProblem['path']): PayloadProblem {
  return { path, code: 'BASE_TYPE_BAD_TYPE', message: 'The value has the wrong type or format.' }
}

function outOfRange(path: PayloadProblem['path'], bound: string): PayloadProblem {
  return { path, code: 'NUMBER_TYPE_RANGE', message: `The value should be ${bound}.` }
}
