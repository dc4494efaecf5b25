import type { Timers } from '../../time/timers.ts'

/**
 * First answers to interactions that are on their way to Discord. Work waits for them: when hundreds of members ask at once, all are
 * answered within Discord's 3 seconds before anything is begun that keeps the process busy.
 */
export interface FirstAnswers {
  track<T>(answer: Promise<T>): Promise<T>
  /** Resolves when none is under way, or after `longestWaitMs` of them. */
  settled(): Promise<void>
}

const longestWaitMs = 2_500

export function createFirstAnswers(timers: Timers): FirstAnswers {
  let underWay = 0
  let idle = Promise.withResolvers<void>()
  return {
    async track(answer) {
      underWay += 1
      try {
        return await answer
      } finally {
        underWay -= 1
        if (underWay === 0) {
          idle.resolve()
          idle = Promise.withResolvers<void>()
        }
      }
    },
    async settled() {
      if (underWay === 0) return
      const longest = Promise.withResolvers<void>()
      timers.after(longestWaitMs).addEventListener('abort', () => longest.resolve())
      await Promise.race([idle.promise, longest.promise])
    },
  }
}
