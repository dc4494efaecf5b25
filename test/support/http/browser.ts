import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

export interface Look {
  readonly locale?: string
  readonly colorScheme?: 'light' | 'dark'
  readonly isPhone?: boolean
  /** Other hosts that the browser may be sent to. */
  readonly goesTo?: readonly string[]
}

export interface Tab {
  readonly page: Page
  /** What the browser complained of: errors of scripts, what the policy of the page forbids, requests to others. */
  readonly complaints: readonly string[]
  /** What a look for barriers finds, a line each. */
  barriers(): Promise<readonly string[]>
}

/** A tab of somebody who has not been there before; closed at the end of the test. */
export async function openTab(
  browser: Browser,
  url: string,
  { locale = 'en-US', colorScheme = 'light', isPhone = false, goesTo = [] }: Look = {},
): Promise<Tab> {
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1_100, height: 800 }
  const context = await browser.newContext({ locale, colorScheme, viewport, timezoneId: 'UTC' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  const { host } = new URL(url)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', (request) => {
    const asked = new URL(request.url())
    if (asked.protocol !== 'data:' && ![host, ...goesTo].includes(asked.host))
      complaints.push(`request to ${asked}`)
  })
  await page.goto(url)
  return {
    page,
    complaints,
    async barriers() {
      // The policy of the page lets no script in from outside: this one is put in by the browser itself.
      await page.evaluate(axe.source)
      return page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
        const { violations } = await axe.run()
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      })
    },
  }
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}
