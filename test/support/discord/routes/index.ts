import type { Route } from '../rest/router.ts'
import { applicationRoutes } from './application-routes.ts'
import { commandRoutes } from './command-routes.ts'
import type { RouteDependencies } from './dependencies.ts'
import { guildRoutes } from './guild-routes.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { logInRoutes } from './log-in-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** Every REST route of the local Discord. */
export function allRoutes(dependencies: RouteDependencies): Route[] {
  return [
    ...applicationRoutes(dependencies),
    ...commandRoutes(dependencies),
    ...interactionRoutes(dependencies),
    ...webhookRoutes(dependencies),
    ...messageRoutes(dependencies),
    ...guildRoutes(dependencies),
    ...logInRoutes(dependencies),
  ]
}
