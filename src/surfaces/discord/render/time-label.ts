import type { Said } from '../../../brief/analysis.ts'
import { timeCode } from '../../../locales/time-code.ts'
import type { SourceCard } from '../../../orchestrator/source-card.ts'
import { addressAt } from '../../../sources/address-at.ts'
import { linkedText, webAddress } from './safe-text.ts'

type Played = Pick<SourceCard, 'url' | 'location' | 'type'>

/** When something is said, before what is said: a link where the source can be played from there; empty where no time is known. */
export function timeLabel({ atSeconds }: Said, source: Played | undefined): string {
  if (atSeconds === undefined) return ''
  const code = timeCode(atSeconds)
  const address = source && webAddress(addressAt(source.url ?? source.location, source.type, atSeconds))
  return `${address ? linkedText(code, address, code.length) : code} `
}
