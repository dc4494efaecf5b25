import { render } from 'preact'
import { followEvents } from './live.ts'
import { pageData } from './page-data.ts'
import { viewOf } from './views/index.ts'

const root = document.getElementById('view')
if (root) {
  root.replaceChildren()
  render(viewOf(pageData), root)
}
followEvents()
