const visibilities = ['member', 'channel', 'server'] as const
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

/**
 * Who may see a result, as a name within its tenant: `server`, `channel:5` or `member:7`. Of a result for a member or channel
 * that nobody knows, the name of no circle that is open to anybody.
 */
export function circleOf({ visibility, user = '', channel = '' }: Audience): string {
  switch (visibility) {
    case 'server':
      return 'server'
    case 'channel':
      return `channel:${channel}`
    case 'member':
      return `member:${user}`
    default:
      return visibility satisfies never
  }
}

/**
 * The circles whose results may be shown to everybody who may see a run: those of the whole server, of the channel that it was
 * asked in, and, in a run for one member alone, that member's own.
 */
export function circlesOpenTo({ visibility, user, channel }: Audience): readonly string[] {
  return [
    'server',
    ...(channel ? [`channel:${channel}`] : []),
    ...(visibility === 'member' && user ? [`member:${user}`] : []),
  ]
}

/** Whether everybody who may see a run may also see `result`: it is in an open circle, or the run is its asker's alone. */
export function mayServe(result: Audience, run: Audience): boolean {
  const isAskersAlone = run.visibility === 'member' && run.user !== undefined && run.user === result.user
  return isAskersAlone || circlesOpenTo(run).includes(circleOf(result))
}
