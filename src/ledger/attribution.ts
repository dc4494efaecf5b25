export const tasks = ['acquisition', 'transcription', 'analysis', 'verification', 'knowledge'] as const
/** A stage of a workflow. */
export type Task = (typeof tasks)[number]

export const purposes = [...tasks, 'answering'] as const
/** What money is spent on: a stage of a workflow, or a question about what was read. */
export type Purpose = (typeof purposes)[number]

export const depths = ['quick', 'standard', 'deep', 'comprehensive', 'experimental'] as const
/** How much a workflow does and may spend, shallowest first. */
export type Depth = (typeof depths)[number]

export const operations = [
  'generate',
  'stream',
  'embed',
  'transcribe',
  'search',
  'analyse',
  'vector',
] as const
/** What kind of call an entry is about. `analyse` is the built-in analyst. */
export type Operation = (typeof operations)[number]

/** For whom and for what money is spent. */
export interface Attribution {
  /** `guild_<id>`, `dm_<userId>` or another tenant name such as `cli`. */
  readonly tenant: string
  /** The user's id, without the `user_` of the subject. */
  readonly user?: string | undefined
  readonly workflow?: string | undefined
  readonly task?: Purpose | undefined
  readonly depth?: Depth | undefined
  /** What belongs together: the first run of a source, those that build on it, and the questions about them; named by the first. */
  readonly conversation?: string | undefined
  /** What kind of source is read, such as `article`, as soon as that is known. */
  readonly sourceKind?: string | undefined
}

/** Which call it is. */
export interface CallDescription {
  readonly provider: string
  readonly model: string
  readonly operation: Operation
  /** The version of the price that the call is held and booked at. */
  readonly priceVersion: string
  /** Undefined for the first time that something is asked, 2 when it is asked again, and so on. */
  readonly attempt?: number | undefined
}
