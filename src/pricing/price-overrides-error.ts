/** What is wrong with a price file. The words for people are in `locales`. */
export type PriceFileProblem =
  | { readonly code: 'unreadable' | 'not_json' | 'wrong_form'; readonly values: { readonly detail: string } }
  | { readonly code: 'not_a_number'; readonly values: { readonly given: string } }
  | { readonly code: 'no_price' | 'not_a_model'; readonly values: Readonly<Record<string, never>> }

/** The operator's price file cannot be used. `model` and `field` say where, when it is not the file as a whole. */
export class PriceOverridesError extends Error {
  override readonly name = 'PriceOverridesError'
  readonly file: string
  readonly model: string | undefined
  readonly field: string | undefined
  readonly problem: PriceFileProblem

  constructor({
    file,
    model,
    field,
    problem,
    cause,
  }: {
    readonly file: string
    readonly problem: PriceFileProblem
    readonly model?: string | undefined
    readonly field?: string | undefined
    readonly cause?: unknown
  }) {
    const about = [file, model, field, problem.code, ...Object.values(problem.values)]
    super(about.filter(Boolean).join(': '), { cause })
    this.file = file
    this.model = model
    this.field = field
    this.problem = problem
  }
}
