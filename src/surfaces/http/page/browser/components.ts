import type { Signal } from '@preact/signals'
import type { ComponentChildren, VNode } from 'preact'
import { html } from './html.ts'

/** What went wrong, read out at once. */
export function Problem({ of }: { readonly of: Signal<string | undefined> }): VNode {
  return html`<p class="problem" role="alert" hidden=${of.value === undefined}>${of.value}</p>`
}

/** How much of a limit is used; the words stand beside it. */
export function Bar({ part, whole, label }: { part: number; whole: number; label: string }): VNode {
  const percent = whole > 0 ? (part / whole) * 100 : 100
  const level = percent >= 100 ? 'full' : percent >= 75 ? 'high' : 'low'
  return html`<progress class=${level} max="100" value=${Math.min(100, percent)} aria-label=${label}></progress>`
}

/** An address that may be followed: of what others have written, the web's only. */
export function Link({
  to,
  children,
}: {
  to: string | null | undefined
  children: ComponentChildren
}): VNode {
  if (!to || !/^https?:\/\//i.test(to)) return html`<span>${children}</span>`
  return html`<a href=${to} rel="noreferrer noopener" target="_blank">${children}</a>`
}

/** A table that scrolls by itself where the screen is narrow. */
export function Table({
  caption,
  head,
  rows,
  numeric = [],
  isTitled = false,
}: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly unknown[])[]
  /** Columns of figures. */
  numeric?: readonly number[]
  /** A title with the same words stands above it. */
  isTitled?: boolean
}): VNode {
  const classOf = (column: number) => (numeric.includes(column) ? 'number' : undefined)
  return html`<div class="scroll" role="group" aria-label=${caption} tabindex="0"><table>
    <caption class=${isTitled ? 'unseen' : undefined}>${caption}</caption>
    <thead><tr>${head.map((name, column) => html`<th scope="col" class=${classOf(column)}>${name}</th>`)}</tr></thead>
    <tbody>${rows.map(
      (cells) =>
        html`<tr>${cells.map((cell, column) =>
          column === 0 ? html`<th scope="row">${cell}</th>` : html`<td class=${classOf(column)}>${cell}</td>`,
        )}</tr>`,
    )}</tbody>
  </table></div>`
}

/** Calls with what a form was given, without leaving the page. */
export function submitted(
  work: (given: FormData, form: HTMLFormElement) => Promise<void>,
): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void work(new FormData(form), form)
  }
}

/** Does something that may be refused, and says so. */
export async function trying(problem: Signal<string | undefined>, work: () => Promise<void>): Promise<void> {
  problem.value = undefined
  try {
    await work()
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error)
  }
}
