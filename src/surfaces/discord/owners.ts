/** Who owns the bot: may set every budget and gets the alerts. */
export interface Owners {
  /** User ids, at least one unless Discord could not be asked. */
  ids(): readonly string[]
  isOwner(user: string): boolean
}
