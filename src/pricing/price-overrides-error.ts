/** The operator's price file cannot be used. `model` and `field` say where, when it is not the file as a whole. */
export class PriceOverridesError extends Error {
  override readonly name = 'PriceOverridesError'
  readonly file: string
  readonly model: string | undefined
  readonly field: string | undefined
  readonly hint: string

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
    this.hint =
      'Prices are US dollars, as {"models": {"openai:gpt-5": {"input_per_million": "1.25", "output_per_million": "10"}}}.'
  }
}
