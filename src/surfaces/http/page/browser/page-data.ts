import type { PageData } from '../page-data.ts'

/** What the document came with. */
export const pageData: PageData = JSON.parse(document.getElementById('page-data')?.textContent ?? '')
