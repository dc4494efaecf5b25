import { formatUsd } from '../../money/format.ts'
import { type DepthLimits, shareOfLimit } from '../../report/depth-limits.ts'
import type { UseDetails } from '../../report/read-use-details.ts'
import { table, tableWithin } from './text-table.ts'

const number = new Intl.NumberFormat('en-US')
const percent = (share: number | undefined) => (share === undefined ? '' : `${share.toFixed(1)} %`)

/** What runs of each depth cost, and how much of their limits that is; undefined while there is no run. */
export function depthsText(
  depths: UseDetails['depths'],
  limits: DepthLimits,
  width: number,
): string | undefined {
  if (depths.length === 0) return undefined
  const rows = depths.map(({ depth, runs, usualNanoUsd, medianNanoUsd, p90NanoUsd }) => {
    const limit = limits.get(depth)
    return [
      depth,
      number.format(runs),
      ...[usualNanoUsd, medianNanoUsd, p90NanoUsd].map((amount) => formatUsd(amount, 'four')),
      limit === undefined ? '' : formatUsd(limit),
      percent(shareOfLimit(medianNanoUsd, limit)),
      percent(shareOfLimit(p90NanoUsd, limit)),
    ]
  })
  const head = ['Depth', 'Runs', 'Usual', 'Median', 'p90', 'Limit', 'Median of it', 'p90 of it']
  return `What a run costs\n${tableWithin([head, ...rows], { width, toTheRight: [1, 2, 3, 4, 5, 6, 7], givingWay: [6, 7, 5] })}`
}

/** What no sum in the books tells. */
export function useDetailsText(details: UseDetails, limits: DepthLimits, width: number): string {
  const { depths, tokens, repeated, priceVersions } = details
  const all = Object.values(tokens).reduce((sum, count) => sum + count, 0)
  const roles = Object.entries(tokens).filter(([, count]) => count !== 0)
  const parts = [
    depthsText(depths, limits, width),
    roles.length === 0
      ? undefined
      : `Tokens by role\n${table(
          roles.map(([role, count]) => [
            role === 'unknown' ? 'other input' : role,
            number.format(count),
            percent((count * 100) / all),
          ]),
          [1, 2],
        )}`,
    `Asked again\n${table([[`${number.format(repeated.calls)} calls`, formatUsd(repeated.costNanoUsd, 'four')]])}`,
    priceVersions.size === 0
      ? undefined
      : `By version of the prices\n${table(
          [...priceVersions].map(([version, amount]) => [version, formatUsd(amount, 'four')]),
          [1],
        )}`,
  ]
  return parts.filter((part) => part !== undefined).join('\n\n')
}
