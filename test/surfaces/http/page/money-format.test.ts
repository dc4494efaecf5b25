import { Decimal } from 'decimal.js'
import { expect, it } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { displayCurrencyOf } from '../../../../src/money/display-currency.ts'
import { toUsdNumber } from '../../../../src/money/format.ts'
import { moneyFormat, moneyInBothFormat } from '../../../../src/surfaces/http/page/money-format.ts'
import { startLocalHttp } from '../../../support/http/local-http.ts'

const amounts = [0n, 1n, 1_234_000n, 9_999_999n, 10_000_000n, 1_500_000_000n, -4_000n, 1_234_567_890_000_000n]

it.each(['en', 'ru'])('the browser writes money as all else does: %s', (language) => {
  const inBrowser = moneyFormat(language)
  const { money } = textsOf(language)
  expect(amounts.map((amount) => inBrowser(toUsdNumber(amount)))).toEqual(amounts.map((one) => money(one)))
})

it.each([
  ['en', 'EUR', 0.92],
  ['ru', 'EUR', 0.92],
  ['ru', 'RUB', 81.5],
  ['en', 'JPY', 155],
])('and another currency beside it: %s, %s', (language, code, perUsd) => {
  const inBrowser = moneyInBothFormat(language, { code, perUsd })
  const displayCurrency = displayCurrencyOf(code, { [code]: new Decimal(perUsd) })
  const { moneyInBoth } = textsOf(language, { ...(displayCurrency && { displayCurrency }) })
  expect(amounts.map((amount) => inBrowser(toUsdNumber(amount)))).toEqual(
    amounts.map((one) => moneyInBoth(one)),
  )
})

it('stands in the document before any script does', async () => {
  const http = await startLocalHttp({ settings: { DISPLAY_CURRENCY: 'EUR', DISPLAY_RATES: 'EUR=0.92' } })
  expect(await (await http.get('/')).text()).toContain('>$0.00 (≈ €0.00)</output>')
})

it('is dollars alone where no other currency is set', () => {
  expect(moneyInBothFormat('en', null)(1.5)).toBe('$1.50')
})
