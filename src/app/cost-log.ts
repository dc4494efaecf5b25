import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { MeterObserver } from '../llm/meter.ts'

/** A file that tells of each whole dollar of the bot's spend as it is passed: JSON, a line each. */
export class CostLog {
  readonly #path: string
  readonly #onProblem: (error: unknown) => void
  #written: Promise<void> = Promise.resolve()

  constructor(path: string, onProblem: (error: unknown) => void) {
    this.#path = path
    this.#onProblem = onProblem
  }

  /** Watches the meter. */
  readonly observer: MeterObserver = {
    booked: ({ entry, milestoneUsd }) => {
      if (milestoneUsd === undefined) return
      const { tenant, workflow = null, bookedAtMs } = entry
      const line = {
        time: new Date(bookedAtMs).toISOString(),
        milestone_usd: Number(milestoneUsd),
        tenant,
        workflow,
      }
      this.#written = this.#written
        .then(() => mkdir(dirname(this.#path), { recursive: true, mode: 0o700 }))
        .then(() => appendFile(this.#path, `${JSON.stringify(line)}\n`, { mode: 0o600 }))
        .catch(this.#onProblem)
    },
  }

  /** Resolves when all of it is in the file. */
  close(): Promise<void> {
    return this.#written
  }
}
