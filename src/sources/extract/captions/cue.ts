/** What is shown from one time to another, in seconds from the start, as a caption file has it. */
export interface Cue {
  readonly startSeconds: number
  readonly endSeconds: number
  /** As shown: without mark-up, none empty. */
  readonly lines: readonly string[]
  /** Who speaks, where the file says so. */
  readonly speaker?: string | undefined
}
