import { EventEmitter, once } from 'node:events'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { ServedCall } from './served-call.ts'

/**
 * The provider's books: in memory for the test beside it, and in a file for the test that kills processes.
 * The file line is on the disk before the first byte of the reply leaves.
 */
export class CallLog {
  readonly served: ServedCall[] = []
  readonly #file: number | undefined
  readonly #grown = new EventEmitter()

  constructor(logFile: string | undefined) {
    this.#file = logFile === undefined ? undefined : openSync(logFile, 'a')
  }

  /** Puts the call on the disk only; `record` follows when the reply is written. */
  announce(call: ServedCall): void {
    if (this.#file === undefined) return
    writeSync(this.#file, `${JSON.stringify(call)}\n`)
    fsyncSync(this.#file)
  }

  record(call: ServedCall): void {
    this.served.push(call)
    this.#grown.emit('call')
  }

  /** Resolves when so many calls are in the books. */
  async reached(count: number): Promise<void> {
    while (this.served.length < count) await once(this.#grown, 'call')
  }

  /** The call went otherwise than announced or recorded: its last version is the one that holds. */
  amend(call: ServedCall): void {
    this.announce(call)
    const index = this.served.findIndex(({ id }) => id === call.id)
    if (index === -1) this.record(call)
    else this.served[index] = call
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
  }
}
