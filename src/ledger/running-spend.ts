import type { NanoUsd } from '../money/nano-usd.ts'

/** What was spent, in all and by task; what has no task stands under `none`. */
export interface TaskSpend {
  readonly costNanoUsd: NanoUsd
  readonly byTask: ReadonlyMap<string, NanoUsd>
}

export const noSpend: TaskSpend = { costNanoUsd: 0n, byTask: new Map() }

/** What was spent on calls that were held since a moment, by whichever process, kept up as it is booked. */
export interface RunningSpend {
  /**
   * What the books have now.
   *
   * @param tenant undefined: of all
   */
  of(tenant: string | undefined): Promise<TaskSpend>
}

/** The same and one sum more. */
export function addSpend(
  { costNanoUsd, byTask }: TaskSpend,
  task: string,
  amountNanoUsd: NanoUsd,
): TaskSpend {
  const name = task || 'none'
  return {
    costNanoUsd: costNanoUsd + amountNanoUsd,
    byTask: new Map(byTask).set(name, (byTask.get(name) ?? 0n) + amountNanoUsd),
  }
}
