import { changePoints } from './change-points.ts'
import { type Projection, projectDays } from './project-days.ts'
import { seasonalForecast } from './seasonal-model.ts'

/** See {@link projectDays}; some tens of milliseconds. */
export function work({
  days,
  horizon,
}: {
  readonly days: readonly number[]
  readonly horizon: number
}): Projection {
  return projectDays(days, horizon, {
    seasonal: (known, ahead) => seasonalForecast(known, ahead).days,
    changePoints,
  })
}
