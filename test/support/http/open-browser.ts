import chromium from '@sparticuz/chromium'
import { type Browser, chromium as engine } from 'playwright-core'

/** These would end the browser with its first page, and let pages do what browsers of people do not. */
const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content']

export async function openBrowser(): Promise<Browser> {
  const args = chromium.args.filter((argument) => !unwanted.includes(argument))
  return engine.launch({ args, executablePath: await chromium.executablePath(), headless: true })
}
