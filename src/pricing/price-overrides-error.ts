/** The operator's price file cannot be used. `model` and `field` say where, when it is not the file as a whole. */
export class PriceOverridesError extends Error {
  override readonly name = 'PriceOverridesError'
  readonly file: string
  readonly model: string | undefined
  readonly field: string | undefined

  constructor(problem: {
    file: string
    expected: string
    model?: string | undefined
    field?: string | undefined
    cause?: unknown
  }) {
    const { file, model, field, expected, cause } = problem
    super([file, model, field, expected].filter(Boolean).join(': '), { cause })
    this.file = file
    this.model = model
    this.field = field
  }
}
