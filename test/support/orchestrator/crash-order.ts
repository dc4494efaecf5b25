/** What a process that is going to be killed works on. */
export interface CrashOrder {
  readonly databaseFile: string
  readonly providerUrl: string
  /** Where it logs, one JSON line each, when a task starts and when it has finished. */
  readonly logFile: string
  /** It runs this one alone, not many. */
  readonly only?: OnlyWorkflow
  /** It kills itself at the first such moment. */
  readonly diesAfter?: CrashPoint
  /** It stops itself at the first such moment, says so, and goes on when it is woken. */
  readonly sleepsAfter?: CrashPoint
  /** It runs in a container of this name, with a host name that others have as well. Default: where the test runs. */
  readonly container?: string
  /** It takes every other process for dead, as one that has not been heard of for a minute. */
  readonly isAlone?: boolean
}

interface OnlyWorkflow {
  readonly address: string
  /** Without models the built-in analyst reads, which no meter sees. */
  readonly hasModels: boolean
}

/** A call is booked; a task has its output; what no meter saw of a task is booked. In each case nothing else has happened yet. */
export type CrashPoint = 'booking' | 'task' | 'estimate'

export interface TaskLogLine {
  readonly what: 'started' | 'finished'
  readonly workflow: string
  readonly task: string
}
