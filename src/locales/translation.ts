import type { en } from './en.ts'

/** https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules */
type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'

/** The same texts as English has, in another language. A text that counts has the plural forms of that language, `_other` among them. */
export type Translation = TranslationOf<typeof en>

type TranslationOf<Texts> = {
  readonly [Key in keyof Texts as Key extends `${string}_${Exclude<PluralCategory, 'other'>}`
    ? never
    : Key]: Texts[Key] extends string ? string : TranslationOf<Texts[Key]>
} & {
  readonly [Key in keyof Texts & string as Key extends `${infer Name}_other`
    ? `${Name}_${PluralCategory}`
    : never]?: string
}

/** What a text is asked by: `workflow.cancelled`; plural forms by their common name, `common.days`. */
export type TextKey = KeysOf<typeof en>

type KeysOf<Texts, Path extends string = ''> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? `${Path}${Key extends `${infer Name}_${PluralCategory}` ? Name : Key}`
    : KeysOf<Texts[Key], `${Path}${Key}.`>
}[keyof Texts & string]
