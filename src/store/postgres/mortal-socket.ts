import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { ConnectionError } from './connection-error.ts'

/**
 * The driver's way to the server, with as much of a socket as postgres 3.4.9 asks for. Once the connection is lost, all that is asked of
 * it fails, at once and for good. The driver's own ways out of a loss end the process, stand still or never answer: it writes to a
 * socket that is gone (https://github.com/porsager/postgres/issues/1208), and connects anew without end
 * (https://github.com/porsager/postgres/issues/1193, both 2026-11). So it is not told that a socket has closed, only that it has failed.
 */
export class MortalSocket extends EventEmitter {
  readonly host: string | undefined
  readonly port: number | undefined
  readonly #socket: Socket
  #failure: Error | undefined
  #isEnding = false

  /** @param onLost called once, when the connection is lost without having been ended */
  constructor(socket: Socket, onLost: (error: Error) => void) {
    super()
    this.host = socket.remoteAddress
    this.port = socket.remotePort
    this.#socket = socket
    let reason: Error | undefined
    socket.on('data', (bytes) => this.emit('data', bytes))
    socket.on('drain', () => this.emit('drain'))
    socket.on('error', (error) => {
      reason = error
    })
    socket.on('close', () => {
      if (this.#isEnding) return void this.emit('close', false)
      this.#failure =
        reason ?? new ConnectionError('CONNECTION_CLOSED', 'the server has closed the connection')
      onLost(this.#failure)
      this.#fail(this.#failure)
    })
  }

  get readyState(): string {
    return this.#failure ? 'closed' : this.#socket.readyState
  }

  write(bytes: Uint8Array, written?: () => void): boolean {
    const failure = this.#failure
    if (!failure) return this.#socket.write(bytes, written)
    process.nextTick(() => this.#fail(failure))
    return true
  }

  /** Says what is left to be said, and is gone. */
  end(bytes: Uint8Array): void {
    this.#isEnding = true
    this.#socket.end(bytes, () => this.#socket.destroy())
  }

  destroy(): void {
    this.#socket.destroy()
  }

  setKeepAlive(isOn: boolean, delayMs: number): void {
    this.#socket.setKeepAlive(isOn, delayMs)
  }

  /** Whoever does not listen any more is not told: such an error would end the process. */
  #fail(error: Error): void {
    if (this.listenerCount('error') > 0) this.emit('error', error)
  }
}
