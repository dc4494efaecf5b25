import { expect, it } from 'vitest'
import { textsOf } from '../../../../src/locales/i18n.ts'
import { toUsdNumber } from '../../../../src/money/format.ts'
import { moneyFormat } from '../../../../src/surfaces/http/page/money-format.ts'

const amounts = [0n, 1n, 1_234_000n, 9_999_999n, 10_000_000n, 1_500_000_000n, -4_000n, 1_234_567_890_000_000n]

it.each(['en', 'ru'])('the browser writes money as all else does: %s', (language) => {
  const inBrowser = moneyFormat(language)
  const { money } = textsOf(language)
  expect(amounts.map((amount) => inBrowser(toUsdNumber(amount)))).toEqual(amounts.map((one) => money(one)))
})
