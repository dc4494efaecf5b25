/** What a process is asked to do. */
export interface WorkRequest {
  readonly module: string
  readonly input: unknown
  readonly cpuTimeMs: number
  readonly memoryMegabytes: number
}

/** What it answers. Of an error its name, message and stack cross, no class and no fields. */
export type WorkReply = WorkOutcome & {
  /** What the process holds after the work, all that it has loaded included. */
  readonly heldBytes: number
}

export type WorkOutcome = { readonly output: unknown } | { readonly error: ThrownError }

interface ThrownError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
}

/** The file that replies are written to: what libraries say on the standard output is not mixed with them. */
export const replyDescriptor = 3

/** The standard error, written to from any thread. */
export const errorDescriptor = 2

/** How the watch says on the standard error why it ends the process. */
export const endedBecause = 'ended by the watch: '
