export const visibilities = ['member', 'channel', 'server'] as const
/** Who may see a result: the member who asked, the readers of the channel it was asked in, or everybody on the server. */
export type Visibility = (typeof visibilities)[number]

/** Who may see a brief and all that comes of it, within its tenant. */
export interface Audience {
  readonly visibility: Visibility
  /** The id of the member who asked. */
  readonly user?: string | undefined
  /** The id of the channel it was asked in; of a public thread, of the channel that the thread is in. */
  readonly channel?: string | undefined
}
