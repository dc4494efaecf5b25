import { type Duty, duties, type Leadership } from '../../../fleet/leadership.ts'
import type { StandingSession } from './standing-session.ts'

/** The first half of the locks' keys, which no other program on the database takes; the second is the duty. */
const lockSpace = 0x61_75_74_6f

/**
 * A lock for each duty, which the server gives up with the connection that holds it. Whoever holds it and asks holds it once more, and
 * has shown that the connection is there.
 */
export class PostgresLeadership implements Leadership {
  readonly #session: StandingSession

  constructor(session: StandingSession) {
    this.#session = session
  }

  async leads(duty: Duty): Promise<boolean> {
    try {
      return await this.#session.ask(async ({ sql }) => {
        const [row] = await sql<{ isOurs: boolean }[]>`
          select pg_try_advisory_lock(${lockSpace}::int, ${duties.indexOf(duty)}::int) as "isOurs"`
        return row?.isOurs === true
      })
    } catch {
      return false
    }
  }
}
