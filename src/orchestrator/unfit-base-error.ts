const unfitBaseReasons = ['unknown', 'other_tenant', 'other_source', 'other_audience'] as const
/** `other_audience`: not all who will see the run may see its base. */
export type UnfitBaseReason = (typeof unfitBaseReasons)[number]

/** A workflow was to build on one that it may not take anything from. Nothing was stored. */
export class UnfitBaseError extends Error {
  override readonly name = 'UnfitBaseError'
  readonly base: string
  readonly reason: UnfitBaseReason

  constructor(base: string, reason: UnfitBaseReason) {
    super(`No workflow can build on ${base}: ${reason}.`)
    this.base = base
    this.reason = reason
  }
}
