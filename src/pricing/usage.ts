/**
 * What one call used, in the AI SDK's words. Token and unit counts are whole numbers of zero or more;
 * seconds may be fractional. A field that the provider did not tell is undefined, never zero.
 */
export interface Usage {
  readonly inputTokens?: InputTokens
  readonly outputTokens?: OutputTokens
  /** Seconds of audio that went in. */
  readonly audioSeconds?: number
  readonly characters?: number
  readonly images?: number
  /** Vector operations: vectors written to or compared in an external store. */
  readonly vectors?: number
  /** Searches of the web that the model made. */
  readonly searches?: number
  /** Requests that are priced by the piece; undefined counts as one. */
  readonly requests?: number
  /** The input tokens by what they were sent as, where the prompt is ours. */
  readonly promptRoles?: PromptRoles
  /** What the prompt begins with, where the prompt is ours. */
  readonly promptPrefix?: PromptPrefix
  /** Of the sound that went in, how long something was said, where the model tells. */
  readonly speechSeconds?: number
  /** Of a second look at the same: its answer changed nothing. */
  readonly changedNothing?: boolean
}

/** The beginning of a prompt up to the end of what is to be read: what a provider's cache can keep for the next prompt. */
interface PromptPrefix {
  /** Equal beginnings that one process sends have equal marks; it tells nothing else of them. */
  readonly mark: string
  readonly tokens: number
}

/** Parts of a prompt. Their tokens add up to all input tokens. */
export interface PromptRoles {
  /** What the model is told to be and to keep to. */
  readonly system: number
  /** What is to be read. */
  readonly source: number
  /** What is asked, and the form of the answer. */
  readonly instruction: number
}

export interface InputTokens {
  /** All input tokens, cached ones included. */
  readonly total?: number | undefined
  readonly noCache?: number | undefined
  readonly cacheRead?: number | undefined
  readonly cacheWrite?: number | undefined
  /** Part of `cacheWrite`: tokens that the cache keeps for an hour. */
  readonly cacheWriteHour?: number | undefined
  /** Uncached tokens of the total that are sound; said only by callers that send some. Undefined: all are text. */
  readonly audio?: number | undefined
}

export interface OutputTokens {
  /** All output tokens, reasoning included. */
  readonly total?: number | undefined
  readonly text?: number | undefined
  readonly reasoning?: number | undefined
  /** Tokens of the total that are sound and no reasoning. Undefined: all are text. */
  readonly audio?: number | undefined
}
