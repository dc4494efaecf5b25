/** One wrong field of a payload, e.g. `embeds.0.title`. */
export interface PayloadProblem {
  path: readonly (string | number)[]
  /** Discord's name for the fault, e.g. `BASE_TYPE_BAD_LENGTH`. */
  code: string
  message: string
}

interface ErrorNode {
  _errors?: { code: string; message: string }[]
  [field: string]: unknown
}

/** Problems as the tree that Discord sends: `{ embeds: { 0: { title: { _errors: [...] } } } }`. */
export function nestedErrors(problems: readonly PayloadProblem[]): ErrorNode {
  const root: ErrorNode = {}
  for (const { path, code, message } of problems) {
    let node = root
    for (const key of path) {
      const child = (node[key] ?? {}) as ErrorNode
      node[key] = child
      node = child
    }
    node._errors = [...(node._errors ?? []), { code, message }]
  }
  return root
}

/** The same problems seen from further out: `data` + `content` = `data.content`. */
export function under(
  prefix: readonly (string | number)[],
  problems: readonly PayloadProblem[],
): PayloadProblem[] {
  return problems.map((problem) => ({ ...problem, path: [...prefix, ...problem.path] }))
}

/** The problem alone in a list, or an empty list: for rules that are written as one list. */
export function problemIf(
  isWrong: boolean,
  path: PayloadProblem['path'],
  code: string,
  message: string,
): PayloadProblem[] {
  return isWrong ? [{ path, code, message }] : []
}

export function required(...path: (string | number)[]): PayloadProblem {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
}

export function tooLong(path: readonly (string | number)[], maximum: number): PayloadProblem {
  return { path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${maximum} or fewer in length.` }
}
