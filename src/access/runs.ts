import type { Audience } from '../brief/audience.ts'
import type { Requester } from './requester.ts'

/** What decides who may see a run. */
export interface RunAccess extends Audience {
  readonly tenant: string
  /** Of what nobody has asked for: who has posted the link, where that is known. */
  readonly unasked?: { readonly postedBy: string | undefined } | undefined
}

export const runRequirements = ['reader', 'controller', 'starter', 'forgetter'] as const
/**
 * What somebody must be to a run: one who may read it, one who may change its course, the member who asked, or one who may have it
 * forgotten.
 */
export type RunRequirement = (typeof runRequirements)[number]

/**
 * Whether somebody may see a run's brief and everything that comes of it: the member who asked, from anywhere; and, from within
 * its server, whoever else is among those that it is for. Neither managers nor owners see what is for others alone.
 */
export function mayRead(requester: Requester, run: RunAccess): boolean {
  if (run.user === requester.user) return true
  if (run.tenant !== requester.tenant.name) return false
  switch (run.visibility) {
    case 'member':
      return false
    case 'channel':
      return run.channel !== undefined && run.channel === requester.channel
    case 'server':
      return true
    default:
      return run.visibility satisfies never
  }
}

/** Whether somebody may cancel a run or go on with it: who asked; of those who may read it, managers and owners. */
export function mayControl(requester: Requester, run: RunAccess): boolean {
  return isStarter(requester, run) || (requester.role !== 'member' && mayRead(requester, run))
}

/** Whether somebody may read deeper what a run has read: who controls it; of what nobody has asked for, every reader, on their own account. */
export function mayGoDeeper(requester: Requester, run: RunAccess): boolean {
  return mayControl(requester, run) || (run.unasked !== undefined && mayRead(requester, run))
}

/**
 * Whether somebody may have a run forgotten: who asked; of what nobody has asked for, and they may read, who has posted the link, managers
 * and owners.
 */
function mayForget(requester: Requester, run: RunAccess): boolean {
  if (!run.unasked || !mayRead(requester, run)) return isStarter(requester, run)
  return requester.role !== 'member' || requester.user === run.unasked.postedBy
}

/** Whether somebody may spend in the name of the member who asked: nobody else. */
function isStarter(requester: Requester, run: RunAccess): boolean {
  return run.user === requester.user
}

/** Whether somebody is to a run what is required. */
export function meetsForRun(requirement: RunRequirement, requester: Requester, run: RunAccess): boolean {
  switch (requirement) {
    case 'reader':
      return mayRead(requester, run)
    case 'controller':
      return mayControl(requester, run)
    case 'starter':
      return isStarter(requester, run)
    case 'forgetter':
      return mayForget(requester, run)
    default:
      return requirement satisfies never
  }
}
