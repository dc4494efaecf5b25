import type { ModalData, ModalInput } from '../payload/modal-problems.ts'
import { modalInputs } from '../payload/modal-problems.ts'

/**
 * The form's inputs with their values, in its own layout, as the bot receives them. Inputs that are not named keep the
 * value they came with. Throws for inputs the form has not, and for values it would not take.
 */
export function filledIn(modal: ModalData, fields: Readonly<Record<string, string>>): unknown[] {
  const known = modalInputs(modal).map(({ input }) => input.custom_id)
  const strange = Object.keys(fields).filter((name) => !known.includes(name))
  if (strange.length > 0) throw new TypeError(`The form has no input "${strange.join('", "')}"`)
  const fill = (input: ModalInput) => {
    if (input.options) return chosenIn(input, fields[input.custom_id])
    const value = fields[input.custom_id] ?? input.value ?? ''
    requireTaken(input, value)
    return { type: input.type, custom_id: input.custom_id, value }
  }
  return modal.components.flatMap(({ type, components, component }): unknown[] => {
    if (component) return [{ type, component: fill(component) }]
    return components ? [{ type, components: components.map(fill) }] : []
  })
}

/** The value of a menu that is named, else those that are chosen already. */
function chosenIn({ type, custom_id, options = [] }: ModalInput, named: string | undefined) {
  const offered = options.map(({ value }) => value)
  if (named !== undefined && !offered.includes(named))
    throw new TypeError(`The menu "${custom_id}" does not offer "${named}"`)
  const preset = options.filter((option) => option.default === true).map(({ value }) => value)
  return { type, custom_id, values: named === undefined ? preset : [named] }
}

function requireTaken(input: ModalInput, { length }: string): void {
  const isOptional = input.required === false
  if (isOptional && length === 0) return
  const minimum = Math.max(isOptional ? 0 : 1, input.min_length ?? 0)
  const maximum = input.max_length ?? 4000
  if (length >= minimum && length <= maximum) return
  throw new TypeError(
    `The input "${input.custom_id}" takes ${minimum} to ${maximum} characters, not ${length}`,
  )
}
