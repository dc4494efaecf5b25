import { EventEmitter } from 'node:events'
import type { APIThreadChannel } from 'discord.js'
import type { StoredMessage } from './message-store.ts'

const messageEvents = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE'] as const
type MessageEvent = (typeof messageEvents)[number]

/** Tells the gateway of messages, and those who wait of everything. */
export interface Changes {
  announce(event: MessageEvent, stored: StoredMessage): void
  announceThread(thread: APIThreadChannel): void
  /** Something other than a message changed: an interaction, a connection. */
  touch(): void
  onMessage(listener: (event: MessageEvent, stored: StoredMessage) => void): void
  onThread(listener: (thread: APIThreadChannel) => void): void
  /** Resolves with the first value of `read` that is not `undefined`; rejects with `describe()` after the timeout. */
  waitUntil<Value>(read: () => Value | undefined, describe: () => string, timeoutMs?: number): Promise<Value>
}

/** Ends what waits in vain, a little before the test is ended. */
const defaultTimeoutMs = 290_000

export function createChanges(): Changes {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    announce(event, stored) {
      emitter.emit('message', event, stored)
      emitter.emit('change')
    },
    announceThread(thread) {
      emitter.emit('thread', thread)
      emitter.emit('change')
    },
    touch() {
      emitter.emit('change')
    },
    onMessage(listener) {
      emitter.on('message', listener)
    },
    onThread(listener) {
      emitter.on('thread', listener)
    },
    waitUntil: (read, describe, timeoutMs = defaultTimeoutMs) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          clearTimeout(timer)
          emitter.off('change', look)
        }
        const timer = setTimeout(() => {
          finish()
          reject(new Error(`Waited ${timeoutMs} ms in vain: ${describe()}`))
        }, timeoutMs)
        const look = () => {
          try {
            const value = read()
            if (value === undefined) return
            finish()
            resolve(value)
          } catch (error) {
            finish()
            reject(error)
          }
        }
        emitter.on('change', look)
        look()
      }),
  }
}
