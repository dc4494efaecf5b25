/** Whose words are forgotten: those of one run and of what its member has built on it, a user's everywhere, or a tenant's. */
export type Forgettable =
  | { readonly kind: 'run'; readonly workflow: string }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'tenant'; readonly tenant: string }

export interface ForgettableCount {
  readonly runs: number
  /** Of them, those that are waiting or running. */
  readonly unfinished: number
}

/** A server that has removed the bot. */
interface Leave {
  readonly tenant: string
  readonly leftAtMs: number
}

/**
 * Takes words out of the store for good and leaves the bill. A run that is forgotten is no longer there for any store, whoever has it at
 * the moment; its entries are. Where nothing else is said, a method is one transaction. Methods reject with `LedgerError` when the store cannot
 * be read or written.
 */
export interface ErasureStore {
  count(what: Forgettable): Promise<ForgettableCount>
  /** There was a run of that id, which no store finds any more. */
  wasForgotten(workflow: string): Promise<boolean>
  /**
   * Forgets runs: where they were read, what was read, made and kept of them, what was remembered of them, what is on its way to
   * somebody, and what others have quoted from them. In several transactions, the run itself in the last: until then it is found again.
   *
   * @returns the ids of those that were forgotten now; fewer than the limit when none are left
   */
  forgetSome(
    what: Forgettable,
    options: { readonly limit: number; readonly atMs: number },
  ): Promise<readonly string[]>
  /** Forgets what else is known of a user: the language that they speak. */
  forgetUser(user: string): Promise<void>
  /** Nothing of what was forgotten can be read from the file any more; false while others read it, and so not all could be overwritten. */
  overwrite(): Promise<boolean>

  /** A server has removed the bot; of several times before it is forgotten or back, the first counts. */
  noteLeave(leave: Leave): Promise<void>
  /** Servers that have the bot again, or still: false when none of them was known to have removed it. */
  noteReturn(tenants: readonly string[]): Promise<boolean>
  /** Servers that removed the bot at that time or before it. */
  leavesUntil(atMs: number): Promise<readonly string[]>
  /** It is forgotten; false when it had the bot again before that, or another process has said so. */
  endLeave(tenant: string, atMs: number): Promise<boolean>
  /** The servers that have runs with words. */
  tenantsWithWords(): Promise<readonly string[]>
}
