export const duties = ['expire_holds', 'forget', 'refresh_prices', 'watch_spend', 'post_reports'] as const
/** What one process does for all that work on the same books. */
export type Duty = (typeof duties)[number]

export interface Leadership {
  /**
   * Whether a duty is this process's. One that nobody has is from then on the first one's that asks, until that leaves, dies, stands still
   * or loses its connection to the books. Asked before each time: never rejects, and is false where nobody can tell.
   */
  leads(duty: Duty): Promise<boolean>
}
