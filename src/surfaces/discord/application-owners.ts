import type { REST } from '@discordjs/rest'
import { type APIApplication, Routes } from 'discord.js'
import type { Logger } from 'pino'
import { type Owners, ownerIdsOf, ownersFrom, proprietorOf } from '../../access/owners.ts'

export interface ApplicationOwners extends Owners {
  /** Asks Discord anew; keeps what was known when it does not answer. */
  refresh(): Promise<void>
}

/** Those whom the operator names, and the application's owner, or the responsible members of the team that owns it. */
export function createApplicationOwners(
  application: APIApplication,
  {
    rest,
    ownerIds,
    log,
  }: { readonly rest: REST; readonly ownerIds: readonly string[]; readonly log: Logger },
): ApplicationOwners {
  let ids = ownerIdsOf(ownerIds, proprietorOf(application))
  return {
    ...ownersFrom(() => ids),
    async refresh() {
      try {
        ids = ownerIdsOf(ownerIds, proprietorOf(await fetchApplication(rest)))
      } catch (error) {
        log.warn({ err: error }, 'the application’s owners could not be asked for; those known are kept')
      }
    },
  }
}

export async function fetchApplication(rest: REST): Promise<APIApplication> {
  return (await rest.get(Routes.currentApplication())) as APIApplication
}
