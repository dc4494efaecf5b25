import { signal } from '@preact/signals'
import { pageData } from './page-data.ts'

/** So many are asked for at once at most. */
const mostAsked = 50
const found = signal<ReadonlyMap<string, string>>(
  new Map(pageData.caller.tenants.map(({ tenant, name }) => [tenant, name])),
)
const asked = new Set<string>()
let waiting: string[] = []

/** What a server or a member is called; undefined as long as it is not known, and where they have no name. */
export function knownName(subject: string): string | undefined {
  const name = found.value.get(subject)
  if (name === undefined && /^(?:guild|dm|user)_\d+$/.test(subject) && !asked.has(subject)) ask(subject)
  return name
}

/** Those of one view are asked for together. */
function ask(subject: string): void {
  asked.add(subject)
  if (waiting.push(subject) === 1) queueMicrotask(() => void read().catch(() => undefined))
}

async function read(): Promise<void> {
  const subjects = waiting
  waiting = []
  for (let begun = 0; begun < subjects.length; begun += mostAsked) {
    const response = await fetch(`/api/names?subjects=${subjects.slice(begun, begun + mostAsked).join()}`)
    // Without names the ids stay.
    if (!response.ok) return
    const { names } = (await response.json()) as { readonly names: Readonly<Record<string, string>> }
    if (Object.keys(names).length > 0) found.value = new Map([...found.value, ...Object.entries(names)])
  }
}
