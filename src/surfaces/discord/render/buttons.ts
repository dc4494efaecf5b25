import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
} from 'discord.js'
import { ButtonStyle, ComponentType } from 'discord.js'
import { encodeCustomId } from '../custom-id.ts'
import { phoneColumns } from './phone-lines.ts'
import { plainLine } from './safe-text.ts'

/** https://discord.com/developers/docs/components/reference (2026-11) */
const labelMaxCharacters = 80
const buttonsPerRow = 5
const mostRows = 5
const mostOptions = 25
const optionMaxCharacters = 100
const placeholderMaxCharacters = 150
const linkMaxCharacters = 512

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** What a button or menu does and on what, as `encodeCustomId` takes it: `['cancel', 'wf_1']`; or a whole custom id. */
type Does = readonly [action: string, ...parts: readonly string[]] | string

export interface ButtonPlan {
  readonly label: string
  readonly does: Does
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger'
  readonly emoji?: string
  readonly isDisabled?: boolean
}

/** A button that leads to an address. */
export interface LinkPlan {
  readonly label: string
  readonly leadsTo: string
  readonly emoji?: string
}

export interface MenuPlan {
  readonly placeholder: string
  readonly does: Does
  readonly options: readonly {
    readonly value: string
    readonly label: string
    readonly description?: string
    readonly isChosen?: boolean
  }[]
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const

/** Buttons in rows of five, those left out that are undefined; no row when none is left. */
export function buttonRow(plans: readonly (ButtonPlan | LinkPlan | undefined)[]): readonly Row[] {
  const buttons = plans
    .filter((plan) => plan !== undefined)
    .filter((plan) => !('leadsTo' in plan) || plan.leadsTo.length <= linkMaxCharacters)
    .slice(0, buttonsPerRow * mostRows)
    .map(buttonOf)
  return buttons.flatMap((_, index) =>
    index % buttonsPerRow === 0
      ? [{ type: ComponentType.ActionRow, components: buttons.slice(index, index + buttonsPerRow) }]
      : [],
  )
}

/** One menu of which one option is chosen; no row without options. */
export function menuRow({ placeholder, does, options }: MenuPlan): readonly Row[] {
  if (options.length === 0) return []
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: customIdOf(does),
          placeholder: plainLine(placeholder, placeholderMaxCharacters),
          options: options.slice(0, mostOptions).map(optionOf),
        },
      ],
    },
  ]
}

/** A menu is as high as two lines of text. */
const menuPhoneLines = 2

/** How many lines of a phone the rows take: buttons stand beside each other as long as they fit. */
export function rowsPhoneLines(rows: readonly Row[]): number {
  return rows.reduce((sum, { components }) => {
    let lines = 0
    let free = 0
    for (const part of components) {
      if (part.type !== ComponentType.Button) return sum + menuPhoneLines
      const width = 'label' in part ? (part.label?.length ?? 0) + (part.emoji ? 5 : 2) : phoneColumns
      if (width >= free) lines += 1
      free = (width < free ? free : phoneColumns + 1) - width - 1
    }
    return sum + lines
  }, 0)
}

function optionOf({ value, label, description, isChosen }: MenuPlan['options'][number]): APISelectMenuOption {
  return {
    value,
    label: plainLine(label, optionMaxCharacters),
    ...(description && { description: plainLine(description, optionMaxCharacters) }),
    ...(isChosen && { default: true }),
  }
}

function buttonOf(plan: ButtonPlan | LinkPlan): APIButtonComponent {
  const shown = {
    type: ComponentType.Button as const,
    label: plainLine(plan.label, labelMaxCharacters),
    ...(plan.emoji && { emoji: { name: plan.emoji } }),
  }
  if ('leadsTo' in plan) return { ...shown, style: ButtonStyle.Link, url: plan.leadsTo }
  const { does, style = 'secondary', isDisabled } = plan
  return {
    ...shown,
    style: styles[style],
    custom_id: customIdOf(does),
    ...(isDisabled && { disabled: true }),
  }
}

function customIdOf(does: Does): string {
  return typeof does === 'string' ? does : encodeCustomId({ action: does[0], arguments: does.slice(1) })
}
