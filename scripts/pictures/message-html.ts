import {
  type APIAttachment,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import { escapeHtml, markdownHtml, type Reader } from './markdown-html.ts'
import type { SceneMessage } from './run-scenes.ts'

const botAvatar = avatar('#5865f2', '<circle cx="36" cy="36" r="15"/><path d="M47 47 59 59"/>')
const memberAvatar = avatar('#2d7d9a', '<path d="M14 46q13-14 26 0t26 0"/>')

export const themes = ['dark', 'light'] as const
export type Theme = (typeof themes)[number]

/** The message as elements of `@skyra/discord-components-core`, and cards of our own, which that does not have. */
export function messageHtml(scene: SceneMessage, reader: Reader, theme: Theme): string {
  const { message, asked } = scene
  const sentAt = new Intl.DateTimeFormat(reader.locale, { timeStyle: 'short', timeZone: reader.timeZone })
  const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  const command =
    asked &&
    `<discord-command slot="reply" author="${escapeHtml(asked.by)}" role-color="#e8a33d" avatar="${memberAvatar}"
      command="${escapeHtml(asked.command)}" type="slash_command"></discord-command>`
  const parts = (message.components ?? []).map((part) => partHtml(part, scene, reader)).join('')
  return `<discord-messages${theme === 'light' ? ' light-theme' : ''}><discord-message author="Autointel" bot avatar="${botAvatar}"
      timestamp="${sentAt.format(reader.nowMs)}"${isEphemeral ? ' ephemeral' : ''}>
    ${command ?? ''}<div class="parts">${message.content ? markdownHtml(message.content, reader) : ''}${parts}</div>
  </discord-message></discord-messages>`
}

type Part = APIMessageTopLevelComponent | APIComponentInContainer

function partHtml(part: Part, scene: SceneMessage, reader: Reader): string {
  switch (part.type) {
    case ComponentType.TextDisplay:
      return `<div class="text">${markdownHtml(part.content, reader)}</div>`
    case ComponentType.Container: {
      const color = part.accent_color
      const bar = color == null ? '' : ` style="border-left-color: #${color.toString(16).padStart(6, '0')}"`
      return `<div class="card"${bar}>${part.components.map((inner) => partHtml(inner, scene, reader)).join('')}</div>`
    }
    case ComponentType.MediaGallery:
      return part.items
        .map(({ media, description }) => pictureHtml(media.url, description ?? '', scene))
        .join('')
    case ComponentType.File:
      return fileHtml(scene.message.attachments.find(({ url }) => url === part.file.url))
    case ComponentType.ActionRow:
      return `<div class="row">${part.components.map(controlHtml).join('')}</div>`
    default:
      throw new Error(`no picture of component ${part.type}`)
  }
}

function pictureHtml(url: string, description: string, { files }: SceneMessage): string {
  const bytes = Buffer.from(files.get(url) ?? []).toString('base64')
  return `<img src="data:image/png;base64,${bytes}" alt="${escapeHtml(description)}">`
}

function fileHtml(file: APIAttachment | undefined): string {
  if (!file) return ''
  return `<div class="file">📄 <a>${escapeHtml(file.filename)}</a> <small>${(file.size / 1024).toFixed(1)} KB</small></div>`
}

function controlHtml(component: { readonly type: ComponentType }): string {
  if (component.type === ComponentType.Button) return buttonHtml(component as APIButtonComponent)
  const { options, placeholder } = component as APIStringSelectComponent
  const chosen = options.find((option) => option.default)?.label ?? placeholder ?? ''
  return `<div class="menu"><span>${escapeHtml(chosen)}</span><span>⌄</span></div>`
}

const buttonClasses: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
}

function buttonHtml(button: APIButtonComponent): string {
  if (button.style === ButtonStyle.Premium) throw new Error('no picture of premium buttons')
  const { emoji, label = '', style, disabled } = button
  const icon = emoji?.name ? `${emoji.name} ` : ''
  const link = style === ButtonStyle.Link ? ' ↗' : ''
  return `<span class="button ${buttonClasses[style] ?? ''}${disabled ? ' disabled' : ''}">${icon}${escapeHtml(label)}${link}</span>`
}

function avatar(color: string, lines: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${color}"/>
    <g fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round">${lines}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
