import type { APIMessage } from 'discord.js'
import { ComponentType } from 'discord.js'

/** A button or select of a message, as a member meets it. */
export interface PressableComponent {
  type: ComponentType
  custom_id: string
  id?: number
  label?: string
  disabled?: boolean
  options?: readonly { label: string; value: string }[]
  min_values?: number
  max_values?: number
}

interface Nested {
  type: ComponentType
  components?: readonly Nested[]
  accessory?: Nested
}

/** Every button and select of the message with a custom id, in reading order. */
export function pressableComponents(message: APIMessage): PressableComponent[] {
  const descend = (component: Nested): Nested[] => [
    component,
    ...(component.components ?? []).flatMap(descend),
    ...(component.accessory ? descend(component.accessory) : []),
  ]
  return ((message.components ?? []) as unknown as readonly Nested[])
    .flatMap(descend)
    .filter((component): component is PressableComponent => 'custom_id' in component)
}

/** The component with the custom id, or throws when it is not there or disabled. */
export function requirePressable(message: APIMessage, customId: string): PressableComponent {
  const all = pressableComponents(message)
  const found = all.find((component) => component.custom_id === customId)
  if (found === undefined) {
    const offered = all.map((component) => component.custom_id).join(', ')
    throw new TypeError(`The message has no component "${customId}"; it has: ${offered || 'none'}`)
  }
  if (found.disabled) throw new TypeError(`The component "${customId}" is disabled`)
  return found
}

/** Throws for values that the select does not offer, or too few or too many. */
export function requireSelectable(component: PressableComponent, values: readonly string[]): void {
  const minimum = component.min_values ?? 1
  const maximum = component.max_values ?? 1
  if (values.length < minimum || values.length > maximum) {
    throw new TypeError(`Expected ${minimum} to ${maximum} values, got ${values.length}`)
  }
  if (component.type !== ComponentType.StringSelect) return
  const offered = (component.options ?? []).map(({ value }) => value)
  const strange = values.filter((value) => !offered.includes(value))
  if (strange.length > 0) throw new TypeError(`The select does not offer ${strange.join(', ')}`)
}
