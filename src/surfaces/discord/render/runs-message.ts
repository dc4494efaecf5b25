import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
} from 'discord.js'
import type { Texts } from '../../../locales/texts.ts'
import type { Workflow } from '../../../orchestrator/workflow.ts'
import { encodeCustomId } from '../custom-id.ts'
import type { OutgoingMessage } from '../message.ts'
import { buttonRow } from './buttons.ts'
import { composeCards } from './card.ts'
import { moreOf } from './labels.ts'
import { colors, discordTime, runStateIcons } from './look.ts'
import { plainLine, safeLine } from './safe-text.ts'

export interface RunsView {
  /** Newest first, at most 25. */
  readonly runs: readonly ListedRun[]
  /** From 0. */
  readonly page: number
  readonly hasMore: boolean
}

type ListedRun = Pick<
  Workflow,
  'id' | 'title' | 'location' | 'depth' | 'state' | 'createdAtMs' | 'costNanoUsd'
> & {
  /** Its brief has reached nobody yet. */
  readonly isKept: boolean
}

/** https://discord.com/developers/docs/components/reference#string-select (2026-11) */
const optionMaxCharacters = 100
const titleMaxCharacters = 80

/** A member's own runs with how they stand; a menu opens each. */
export function runsMessage({ runs, page, hasMore }: RunsView, texts: Texts): OutgoingMessage {
  const none = texts.t(page === 0 ? 'runs.none' : 'runs.noMore')
  const { cards } = composeCards(
    [
      {
        color: colors.quiet,
        title: `📚 ${texts.t('runs.title')}`,
        lines: runs.length === 0 ? [none] : runs.map((run) => lineOf(run, texts)),
      },
    ],
    moreOf(texts),
  )
  return {
    cards,
    components: [
      ...(runs.length === 0 ? [] : [menuOf(runs, texts)]),
      ...buttonRow([
        page > 0 ? { label: texts.t('runs.newer'), does: ['runs', String(page - 1)], emoji: '⬅️' } : undefined,
        hasMore ? { label: texts.t('runs.older'), does: ['runs', String(page + 1)], emoji: '➡️' } : undefined,
      ]),
    ],
  }
}

/** `✅ **Harbour closed** · done · quick · $0.12 · 2 hours ago`, each run on one line. */
function lineOf(run: ListedRun, texts: Texts): string {
  const { state, depth, createdAtMs, costNanoUsd, isKept } = run
  const details = [
    texts.t(`runs.state.${state}`),
    texts.t(`depth.${depth}`),
    costNanoUsd !== undefined && costNanoUsd > 0n && texts.money(costNanoUsd, 'three'),
    discordTime(createdAtMs),
    isKept && `📬 ${texts.t('runs.kept')}`,
  ]
  const name = safeLine(nameOf(run), titleMaxCharacters)
  return [`${runStateIcons[state]} **${name}**`, ...details].filter(Boolean).join(' · ')
}

function menuOf(
  runs: readonly ListedRun[],
  texts: Texts,
): APIActionRowComponent<APIComponentInMessageActionRow> {
  const options = runs.map((run): APISelectMenuOption => {
    const { id, state, depth } = run
    const description = `${texts.t(`runs.state.${state}`)} · ${texts.t(`depth.${depth}`)}`
    return {
      value: id,
      label: plainLine(nameOf(run), optionMaxCharacters),
      description: plainLine(description, optionMaxCharacters),
      emoji: { name: runStateIcons[state] },
    }
  })
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: encodeCustomId({ action: 'open-run', arguments: [] }),
        placeholder: texts.t('runs.open'),
        options,
      },
    ],
  }
}

/** What it was called, else what was given to be read. */
function nameOf({ title, location }: ListedRun): string {
  return title || location.address
}
