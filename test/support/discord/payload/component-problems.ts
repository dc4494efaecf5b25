import type { APIMessageTopLevelComponent } from 'discord.js'
import { ButtonStyle, ComponentType } from 'discord.js'
import type { PayloadProblem } from './problem.ts'
import { problemIf, required, tooLong } from './problem.ts'

/** https://discord.com/developers/docs/components/reference (read 2026-11). */
const actionRows = 5
const buttonsPerRow = 5
const componentsInAll = 40
const textInAll = 4000

/** Any component, as far as the rules below look at it. The schema has been checked before. */
interface Component {
  type: ComponentType
  custom_id?: string | null
  style?: number
  label?: string | null
  url?: string | null
  emoji?: unknown
  content?: string
  min_values?: number | null
  max_values?: number | null
  options?: readonly { value: string; default?: boolean | null }[]
  components?: readonly Component[]
  accessory?: Component
  file?: { url: string }
  media?: { url: string }
  items?: readonly { media: { url: string } }[]
}

interface Placed {
  component: Component
  path: (string | number)[]
}

/** What the schema does not hold about a message's components. `isVersion2`: the message has the flag for it. */
export function componentProblems(
  components: readonly APIMessageTopLevelComponent[],
  isVersion2: boolean,
): PayloadProblem[] {
  const top = components as unknown as readonly Component[]
  const all = top.flatMap((component, index) => descend({ component, path: ['components', index] }))
  return [
    ...(isVersion2 ? version2Problems(all) : layoutProblems(top)),
    ...all.flatMap((placed) => [
      ...rowProblems(placed),
      ...buttonProblems(placed),
      ...selectProblems(placed),
    ]),
    ...repeatedIds(all),
  ]
}

/** Names that components show with `attachment://name`: files, pictures and thumbnails. */
export function componentAttachments(components: readonly APIMessageTopLevelComponent[]): string[] {
  return (components as unknown as readonly Component[])
    .flatMap((component) => descend({ component, path: [] }))
    .flatMap(({ component: { file, media, items = [] } }) => [
      file,
      media,
      ...items.map((item) => item.media),
    ])
    .flatMap((item) =>
      item?.url.startsWith('attachment://') ? [item.url.slice('attachment://'.length)] : [],
    )
}

function descend(placed: Placed): Placed[] {
  const { component, path } = placed
  const inner = (component.components ?? []).flatMap((child, index) =>
    descend({ component: child, path: [...path, 'components', index] }),
  )
  const accessory =
    component.accessory === undefined
      ? []
      : descend({ component: component.accessory, path: [...path, 'accessory'] })
  return [placed, ...inner, ...accessory]
}

function layoutProblems(top: readonly Component[]): PayloadProblem[] {
  return [
    ...top.flatMap(({ type }, index) => {
      const isRow = type === ComponentType.ActionRow
      return problemIf(!isRow, ['components', index, 'type'], 'UNION_TYPE_CHOICES', 'The type must be 1.')
    }),
    ...(top.length > actionRows ? [tooLong(['components'], actionRows)] : []),
  ]
}

function version2Problems(all: readonly Placed[]): PayloadProblem[] {
  const texts = all.filter(({ component }) => component.type === ComponentType.TextDisplay)
  const characters = texts.reduce((sum, { component }) => sum + (component.content?.length ?? 0), 0)
  const path = ['components']
  return [
    ...problemIf(
      all.length > componentsInAll,
      path,
      'COMPONENT_MAX_TOTAL',
      `At most ${componentsInAll} components.`,
    ),
    ...problemIf(
      characters > textInAll,
      path,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE',
      `At most ${textInAll} characters.`,
    ),
  ]
}

/** A row holds up to five buttons or one select. */
function rowProblems({ component, path }: Placed): PayloadProblem[] {
  if (component.type !== ComponentType.ActionRow) return []
  const widths = (component.components ?? []).map(({ type }) =>
    type === ComponentType.Button ? 1 : buttonsPerRow,
  )
  const width = widths.reduce((sum, one) => sum + one, 0)
  return problemIf(
    width > buttonsPerRow,
    [...path, 'components'],
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    `Row width ${width} is over ${buttonsPerRow}.`,
  )
}

function buttonProblems({ component, path }: Placed): PayloadProblem[] {
  const { type, style, label, emoji, url, custom_id: customId } = component
  if (type !== ComponentType.Button || style === ButtonStyle.Premium) return []
  const isLink = style === ButtonStyle.Link
  return [
    ...problemIf(!label && !emoji, path, 'BUTTON_COMPONENT_INVALID', 'A label or an emoji is required.'),
    ...(isLink && !url ? [required(...path, 'url')] : []),
    ...(!isLink && !customId ? [required(...path, 'custom_id')] : []),
    ...problemIf(
      Boolean(customId && url),
      path,
      'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
      'A custom id and url cannot both be specified.',
    ),
  ]
}

function selectProblems({ component, path }: Placed): PayloadProblem[] {
  if (component.type !== ComponentType.StringSelect) return []
  const options = component.options ?? []
  const minimum = component.min_values ?? 1
  const maximum = component.max_values ?? 1
  const defaults = options.filter((option) => option.default === true)
  const values = new Set(options.map(({ value }) => value))
  return [
    ...problemIf(
      minimum > maximum || maximum > options.length,
      [...path, 'max_values'],
      'BASE_TYPE_BAD_RANGE',
      'min_values <= max_values <= number of options.',
    ),
    ...problemIf(
      defaults.length > maximum,
      [...path, 'options'],
      'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      'Too many default values.',
    ),
    ...problemIf(
      values.size < options.length,
      [...path, 'options'],
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used.',
    ),
  ]
}

function repeatedIds(all: readonly Placed[]): PayloadProblem[] {
  const seen = new Set<string>()
  return all.flatMap(({ component: { custom_id: id }, path }) => {
    const isRepeated = Boolean(id) && seen.has(id ?? '')
    seen.add(id ?? '')
    return problemIf(
      isRepeated,
      [...path, 'custom_id'],
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated.',
    )
  })
}
