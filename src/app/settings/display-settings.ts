import { Decimal } from 'decimal.js'
import { z } from 'zod'
import {
  type DisplayCurrency,
  type DollarRates,
  displayCurrencyOf,
  isCurrencyCode,
  usDollar,
} from '../../money/display-currency.ts'
import { commaSeparated } from './fields.ts'

export interface DisplaySettings {
  /** Shown to people beside US dollars; US dollars: nothing is. */
  readonly displayCurrency: DisplayCurrency
  readonly dollarRates: DollarRates
}

/** `EUR=0.92`: one US dollar buys 0.92 euros. */
const rate = z.string().transform((text, context) => {
  const [, code = '', perUsd = '0'] = /^([A-Z]{3})\s*=\s*(\d{1,15}(?:\.\d{1,15})?)$/i.exec(text) ?? []
  const entry = [code.toUpperCase(), new Decimal(perUsd)] as const
  if (isCurrencyCode(entry[0]) && !entry[1].isZero()) return entry
  context.addIssue({
    code: 'custom',
    message: 'expected how many units one US dollar buys, such as EUR=0.92, separated by commas',
  })
  return z.NEVER
})

/** The settings as the environment has them. */
export const displayFields = {
  DISPLAY_CURRENCY: z
    .string()
    .transform((code) => code.trim().toUpperCase())
    .refine(isCurrencyCode, 'expected the code of a currency, such as EUR')
    .prefault('USD'),
  DISPLAY_RATES: commaSeparated.pipe(z.array(rate)).prefault(''),
}

const environment = z.object(displayFields)
type Environment = z.output<typeof environment>

export function displaySettingsOf(settings: Environment): DisplaySettings {
  return {
    displayCurrency: chosen(settings) ?? usDollar,
    dollarRates: Object.fromEntries(settings.DISPLAY_RATES),
  }
}

/** A currency that amounts cannot be shown in, because there is no rate for it. */
export function missingRates(settings: Environment): readonly string[] {
  const code = settings.DISPLAY_CURRENCY
  return chosen(settings)
    ? []
    : [
        `DISPLAY_CURRENCY=${code}: DISPLAY_RATES has no rate for it. Give one, such as DISPLAY_RATES=${code}=0.92.`,
      ]
}

function chosen({ DISPLAY_CURRENCY, DISPLAY_RATES }: Environment): DisplayCurrency | undefined {
  return displayCurrencyOf(DISPLAY_CURRENCY, Object.fromEntries(DISPLAY_RATES))
}
