import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import type { OutgoingFile, OutgoingMessage } from '../../src/surfaces/discord/message.ts'
import { escapeHtml, markdownHtml, type Reader } from './markdown-html.ts'

/** A message in a channel. */
export interface Scene {
  readonly message: OutgoingMessage
  readonly reader: Reader
  /** Who asked for it with which command; nobody asks for alerts. */
  readonly asked?: { readonly by: string; readonly command: string }
  /** Only the one who asked sees it. */
  readonly isEphemeral?: boolean
}

const botAvatar = avatar('#5865f2', '<circle cx="36" cy="36" r="15"/><path d="M47 47 59 59"/>')
const memberAvatar = avatar('#2d7d9a', '<path d="M14 46q13-14 26 0t26 0"/>')

/** The message as elements of `@skyra/discord-components-core`. */
export function messageHtml({ message, reader, asked, isEphemeral = false }: Scene): string {
  const { content, cards = [], components = [], files = [] } = message
  const sentAt = new Intl.DateTimeFormat(reader.locale, { timeStyle: 'short', timeZone: reader.timeZone })
  const command =
    asked &&
    `<discord-command slot="reply" author="${escapeHtml(asked.by)}" role-color="#e8a33d" avatar="${memberAvatar}"
      command="${escapeHtml(asked.command)}" type="slash_command"></discord-command>`
  return `<discord-messages><discord-message author="Autointel" bot avatar="${botAvatar}"
      timestamp="${sentAt.format(reader.nowMs)}"${isEphemeral ? ' ephemeral' : ''}>
    ${command ?? ''}${content ? markdownHtml(content, reader) : ''}
    ${cards.map((card) => cardHtml(card, reader)).join('')}
    ${files.length > 0 ? `<discord-attachments slot="attachments">${files.map(fileHtml).join('')}</discord-attachments>` : ''}
    ${components.length > 0 ? `<div slot="components">${components.map(rowHtml).join('')}</div>` : ''}
  </discord-message></discord-messages>`
}

function cardHtml({ accent_color: color, components }: APIContainerComponent, reader: Reader): string {
  const bar = color == null ? '' : ` style="border-left-color: #${color.toString(16).padStart(6, '0')}"`
  return `<div class="card"${bar}>${components.map((part) => partHtml(part, reader)).join('')}</div>`
}

function partHtml(part: APIComponentInContainer, reader: Reader): string {
  if (part.type === ComponentType.TextDisplay) return `<div>${markdownHtml(part.content, reader)}</div>`
  throw new Error(`no picture of component ${part.type}`)
}

function fileHtml({ name, data }: OutgoingFile): string {
  return `<discord-file-attachment slot="attachments" name="${escapeHtml(name)}" bytes="${(data.length / 1024).toFixed(1)}"
    bytes-unit="KB" href="#"></discord-file-attachment>`
}

function rowHtml({ components }: { readonly components: readonly APIComponentInMessageActionRow[] }): string {
  return `<discord-action-row>${components.map(componentHtml).join('')}</discord-action-row>`
}

function componentHtml(component: APIComponentInMessageActionRow): string {
  if (component.type === ComponentType.Button) return buttonHtml(component)
  if (component.type !== ComponentType.StringSelect)
    throw new Error(`no picture of component ${component.type}`)
  const chosen = component.options.find((option) => option.default)?.label ?? component.placeholder ?? ''
  return `<discord-string-select-menu placeholder="${escapeHtml(chosen)}"></discord-string-select-menu>`
}

const buttonTypes: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'destructive',
}

function buttonHtml(button: APIButtonComponent): string {
  const label = 'label' in button ? (button.label ?? '') : ''
  const emoji = 'emoji' in button ? (button.emoji?.name ?? '') : ''
  return `<discord-button type="${buttonTypes[button.style]}"${button.disabled ? ' disabled' : ''}>${escapeHtml(`${emoji} ${label}`.trim())}</discord-button>`
}

function avatar(color: string, lines: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${color}"/>
    <g fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round">${lines}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
