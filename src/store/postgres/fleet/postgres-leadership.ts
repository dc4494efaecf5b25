import type { Duty, Leadership } from '../../../fleet/leadership.ts'
import { isHeard } from '../process-registry.ts'
import type { StandingSession } from './standing-session.ts'

/**
 * A duty stays with whoever has taken it first, as long as that process is heard by the database's clock: one that stands still, or whose
 * machine is cut off, loses its duties within seconds, though its connection may look alive for long. Once it goes on it finds them
 * another's; what it had begun is decided by the transactions that do it once.
 */
export class PostgresLeadership implements Leadership {
  readonly #session: StandingSession
  readonly #processId: string

  constructor(session: StandingSession, processId: string) {
    this.#session = session
    this.#processId = processId
  }

  async leads(duty: Duty): Promise<boolean> {
    try {
      return await this.#session.ask(async ({ sql }) => {
        // One that is not heard itself would not keep it.
        const taken = await sql`
          insert into duty_holders (duty, process)
          select ${duty}, known.id from processes known where known.id = ${this.#processId} and ${isHeard(sql)}
          on conflict (duty) do update set process = excluded.process
          where duty_holders.process = excluded.process
            or not exists (select from processes known where known.id = duty_holders.process and ${isHeard(sql)})
          returning duty`
        return taken.length > 0
      })
    } catch {
      return false
    }
  }
}
