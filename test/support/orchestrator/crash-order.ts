/** What a process that is going to be killed works on. */
export interface CrashOrder {
  readonly databaseFile: string
  readonly providerUrl: string
  /** Where it logs, one JSON line each, when a task starts and when it has finished. */
  readonly logFile: string
}

export interface TaskLogLine {
  readonly what: 'started' | 'finished'
  readonly workflow: string
  readonly task: string
}
