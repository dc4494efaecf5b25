import type { APIMessageTopLevelComponent } from 'discord.js'

interface Numbered {
  id?: number
  components?: Numbered[]
  accessory?: Numbered
}

/** The components with an `id` each, counted from 1 in reading order, as Discord gives them back. */
export function withComponentIds(
  components: readonly APIMessageTopLevelComponent[],
): APIMessageTopLevelComponent[] {
  let last = 0
  const number = (component: Numbered): Numbered => {
    last += 1
    const id = component.id || last
    return {
      ...component,
      id,
      ...(component.components && { components: component.components.map(number) }),
      ...(component.accessory && { accessory: number(component.accessory) }),
    }
  }
  return components.map((component) => number(component as Numbered) as APIMessageTopLevelComponent)
}
