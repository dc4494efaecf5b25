import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { FrameReader, frameOf } from './frames.ts'
import { endedBecause, replyDescriptor, type WorkReply, type WorkRequest } from './protocol.ts'
import { WorkFailedError, workFailures } from './work-failed-error.ts'

const program = fileURLToPath(new URL('./worker-main.ts', import.meta.url))

/** JavaScript's own share of the memory. V8 ends the process where the watch comes too late. */
const heapMegabytes = 512
const lastWordsCharacters = 4_000

/** A process that does one piece of work after another. While it does none, it keeps nobody alive. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly #streams: readonly Socket[]
  #waiting: PromiseWithResolvers<unknown> | undefined
  #lastWords = ''
  #isGone = false
  #heldBytes = 0
  readonly #gone = Promise.withResolvers<void>()

  /** @param onGone is called once, when it can do no more work */
  constructor(onGone: () => void) {
    this.#child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, program], {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      env: {},
      windowsHide: true,
    })
    this.#streams = this.#child.stdio.filter((stream) => stream instanceof Socket)
    const replies = new FrameReader((message) => this.#settle(message as WorkReply))
    this.#child.stdio[replyDescriptor]?.on('data', (chunk: Uint8Array) => replies.push(chunk))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-lastWordsCharacters)
    })
    // Of a process that has ended; its end is what counts.
    for (const stream of this.#streams) stream.on('error', () => undefined)
    const gone = (cause?: Error): void => {
      if (this.#isGone) return
      this.#isGone = true
      onGone()
      this.#waiting?.reject(cause ?? this.#failure())
      this.#waiting = undefined
      this.#gone.resolve()
    }
    // Not at `exit`: its last words come before `close`.
    this.#child.once('close', () => gone())
    this.#child.once('error', gone)
    this.#keepAlive(false)
  }

  get isUsable(): boolean {
    return !this.#isGone && !this.#child.killed
  }

  /** After its last work. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  /** @throws {WorkFailedError} see {@link Workers.run} */
  async do(request: WorkRequest): Promise<unknown> {
    if (!this.isUsable || this.#waiting) throw new TypeError('A process does one piece of work at a time.')
    this.#waiting = Promise.withResolvers()
    const { promise } = this.#waiting
    this.#keepAlive(true)
    for (const part of frameOf(request)) this.#child.stdin?.write(part)
    return promise
  }

  /** Ends it, whatever it is doing; resolves when it has ended. */
  async end(): Promise<void> {
    this.#keepAlive(true)
    this.#child.kill('SIGKILL')
    await this.#gone.promise
  }

  #settle(reply: WorkReply): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    this.#heldBytes = reply.heldBytes
    this.#keepAlive(false)
    if ('output' in reply) waiting?.resolve(reply.output)
    else waiting?.reject(Object.assign(new Error(reply.error.message), reply.error))
  }

  #failure(): WorkFailedError {
    const said = this.#lastWords.trim()
    const watched = said.split(endedBecause).at(-1)
    const limit = workFailures.find((failure) => failure === watched)
    if (limit) return new WorkFailedError(limit)
    return new WorkFailedError(isHeapExhausted(said) ? 'out_of_memory' : 'crashed', said)
  }

  #keepAlive(isKept: boolean): void {
    for (const held of [this.#child, ...this.#streams]) isKept ? held.ref() : held.unref()
  }
}

/** V8's last words: "Reached heap limit", "JavaScript heap out of memory", "invalid array length" where no array can be so long. */
function isHeapExhausted(said: string): boolean {
  return /heap limit|out of memory|invalid (?:array|table|string) (?:length|size)/i.test(said)
}
