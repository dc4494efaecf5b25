import type { PageData } from '../page-data.ts'

/** What the document came with. */
export const pageData: PageData = JSON.parse(document.getElementById('page-data')?.textContent ?? '')

/** Whose things are shown, as the API is asked for them; undefined: everybody's. */
export const shownTenant = pageData.tenant ?? undefined
