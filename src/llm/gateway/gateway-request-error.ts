const gatewayProblems = [
  /** The body is no JSON object. */
  'malformed',
  /** The body names no model. */
  'model_missing',
  /** The provider that the model names does not speak this form, or there is none of that name. */
  'provider_unknown',
  /** Neither a key nor an address of the provider is set. */
  'provider_not_set',
  /** A field that decides what the call may cost is not what the provider takes. */
  'invalid_ceiling',
  /** It is to be worked on after its answer, which then tells no bill. */
  'background',
  /** The provider charges for a tool by the piece, and no price tells how much. */
  'tool_by_the_piece',
] as const
export type GatewayProblem = (typeof gatewayProblems)[number]

/** A request that the gateway does not forward. */
export class GatewayRequestError extends Error {
  readonly code: GatewayProblem
  /** What was named: a model, a field or a provider. */
  readonly named: string

  constructor(code: GatewayProblem, named = '', options?: ErrorOptions) {
    super(`The gateway cannot forward this: ${code} ${named}`.trim(), options)
    this.name = 'GatewayRequestError'
    this.code = code
    this.named = named
  }
}
