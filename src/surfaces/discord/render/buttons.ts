import type { APIActionRowComponent, APIButtonComponent, APIComponentInMessageActionRow } from 'discord.js'
import { ButtonStyle, ComponentType } from 'discord.js'
import { encodeCustomId } from '../custom-id.ts'
import { plainLine } from './safe-text.ts'

/** https://discord.com/developers/docs/components/reference#button (2026-11) */
const labelMaxCharacters = 80
const buttonsPerRow = 5

export interface ButtonPlan {
  readonly label: string
  /** What it does and on what, as `encodeCustomId` takes it: `['cancel', 'wf_1']`; or a whole custom id. */
  readonly does: readonly [action: string, ...parts: readonly string[]] | string
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger'
  readonly emoji?: string
  readonly isDisabled?: boolean
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const

/** Buttons in a row, those left out that are undefined; no row when none is left. At most five. */
export function buttonRow(
  plans: readonly (ButtonPlan | undefined)[],
): readonly APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const components = plans
    .filter((plan) => plan !== undefined)
    .slice(0, buttonsPerRow)
    .map(buttonOf)
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }]
}

function buttonOf({ label, does, style = 'secondary', emoji, isDisabled }: ButtonPlan): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: styles[style],
    label: plainLine(label, labelMaxCharacters),
    custom_id:
      typeof does === 'string' ? does : encodeCustomId({ action: does[0], arguments: does.slice(1) }),
    ...(emoji && { emoji: { name: emoji } }),
    ...(isDisabled && { disabled: true }),
  }
}
