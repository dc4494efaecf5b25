import { render } from 'preact'
import { followEvents } from './live.ts'
import { pageData } from './page-data.ts'
import { viewOf } from './views/index.ts'

const root = document.getElementById('view')
if (root) {
  root.replaceChildren()
  render(viewOf(pageData), root)
}
// On a phone the parts of the page do not fit side by side.
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
followEvents()
