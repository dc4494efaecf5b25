import type { PayloadProblem } from './problem.ts'
import { problemIf, required, tooLong } from './problem.ts'

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal. */
const rows = 5

/** An input of a modal, in an action row or a label. */
export interface ModalInput {
  type: number
  custom_id: string
  label?: string | null
  required?: boolean | null
  min_length?: number | null
  max_length?: number | null
  value?: string | null
  /** Of a menu. */
  options?: readonly { value: string; default?: boolean | null }[]
}

/** The form that a bot shows. */
export interface ModalData {
  custom_id: string
  title: string
  components: readonly {
    type: number
    components?: readonly ModalInput[]
    component?: ModalInput
  }[]
}

/** The inputs of the form, from top to bottom, with where they stand. */
export function modalInputs(modal: ModalData): { input: ModalInput; path: (string | number)[] }[] {
  return modal.components.flatMap((row, index) => [
    ...(row.components ?? []).map((input, position) => ({
      input,
      path: ['components', index, 'components', position],
    })),
    ...(row.component ? [{ input: row.component, path: ['components', index, 'component'] }] : []),
  ])
}

/** What the schema does not hold about a modal. */
export function modalProblems(modal: ModalData): PayloadProblem[] {
  const { components } = modal
  return [
    ...(components.length > rows ? [tooLong(['components'], rows)] : []),
    ...components.flatMap((row, index) =>
      problemIf(
        (row.components?.length ?? 0) > 1,
        ['components', index, 'components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'One text input a row.',
      ),
    ),
    ...inputProblems(modal),
  ]
}

function inputProblems(modal: ModalData): PayloadProblem[] {
  const seen = new Set<string>()
  return modalInputs(modal).flatMap(({ input, path }) => {
    const { custom_id: id, label, min_length: minimum, max_length: maximum } = input
    const isRepeated = seen.has(id)
    seen.add(id)
    // In a label component the label is the component's; in a row it is the input's own.
    const isInRow = path.at(-2) === 'components'
    return [
      ...(isInRow && !label ? [required(...path, 'label')] : []),
      ...problemIf(
        (minimum ?? 0) > (maximum ?? 4000),
        [...path, 'min_length'],
        'BASE_TYPE_BAD_RANGE',
        'min_length is over max_length.',
      ),
      ...problemIf(
        isRepeated,
        [...path, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated.',
      ),
    ]
  })
}
