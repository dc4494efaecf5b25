import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText, looksBinary } from '../../../src/sources/text/decode-text.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('decodeText', () => {
  it.each([
    ['UTF-8', 'd0afc3a9', undefined, 'Яé'],
    ['a UTF-8 byte order mark', 'efbbbfd0af', 'windows-1251', 'Я'],
    ['a UTF-16 little-endian mark', 'fffe2f04', undefined, 'Я'],
    ['a UTF-16 big-endian mark', 'feff042f', undefined, 'Я'],
    ['a declared charset', 'd1', 'koi8-r', 'я'],
    ['a declared charset against valid UTF-8', 'd0af', 'windows-1251', 'РЇ'],
    ['undeclared Western letters', '63616ee974', undefined, 'canét'],
    ['undeclared Cyrillic letters', 'cff0e8e2e5f2', undefined, 'Привет'],
    ['an unknown charset', 'd0af', 'klingon', 'Я'],
    ['what is wrong for the declared charset', '61ff62', 'utf-8', 'a\ufffdb'],
    ['nothing', '', undefined, ''],
    ['two characters of UTF-8 that are declared to be something else', 'd0afd0af', 'windows-1251', 'РЇРЇ'],
    ['three characters of UTF-8, whatever they are declared to be', 'd0afd0afd0af', 'windows-1251', 'ЯЯЯ'],
    ['UTF-16 that is declared without its order', '042f0430', 'utf-16', 'Яа'],
    [
      'UTF-8 in which a byte was lost',
      'd0afd0afd0afd0afd0afd0afd0afd0afd0afd0afd061',
      undefined,
      'ЯЯЯЯЯЯЯЯЯЯ\ufffda',
    ],
    [
      'UTF-8 in which a byte was lost, whatever it is declared to be',
      'd0afd0afd0afd0afd0afd0afd0afd0afd0afd0afd061',
      'windows-1251',
      'ЯЯЯЯЯЯЯЯЯЯ\ufffda',
    ],
    ['undeclared Japanese in seven bits', '1b2442467c4b5c1b2842', undefined, '日本'],
    ['undeclared UTF-16', '480065006c006c006f00', undefined, 'Hello'],
  ])('reads %s', (_title, hex, charset, text) => {
    expect(decodeText(bytes(hex), charset)).toBe(text)
  })
})

const told: Readonly<Record<string, string>> = {
  japanese: '東京都は月曜日、新しい橋の建設計画を発表した。費用は約五百億円になる見込みです。',
  simplified: '市政府星期一宣布了新桥的建设计划。预计费用约为五亿元。居民对此表示欢迎。',
  traditional: '市政府星期一宣布了新橋的建設計畫。預計費用約為五億元。居民對此表示歡迎。',
  korean: '시 정부는 월요일 새 다리 건설 계획을 발표했다. 비용은 약 오백억 원이 될 것으로 예상된다.',
  russian: 'Городской совет в понедельник утвердил строительство нового моста.',
  czech: 'Městská rada v pondělí schválila stavbu nového mostu přes řeku. Žluťoučký kůň.',
  greek: 'Το δημοτικό συμβούλιο ενέκρινε τη Δευτέρα την κατασκευή νέας γέφυρας.',
  turkish: 'Belediye meclisi pazartesi günü yeni bir köprü yapılmasını onayladı, şimdi ığ.',
  hebrew: 'מועצת העיר אישרה ביום שני את בניית הגשר החדש.',
  german: 'Der Stadtrat beschloß am Montag den Bau einer neuen Brücke über den Fluß.',
}

/** Written by the encoder that the reader does not use. */
describe('a text without a declared charset', () => {
  it.each([
    ['Shift_JIS', 'japanese'],
    ['EUC-JP', 'japanese'],
    ['GBK', 'simplified'],
    ['Big5', 'traditional'],
    ['EUC-KR', 'korean'],
    ['KOI8-R', 'russian'],
    ['windows-1251', 'russian'],
    ['cp866', 'russian'],
    ['windows-1250', 'czech'],
    ['windows-1253', 'greek'],
    ['windows-1254', 'turkish'],
    ['windows-1255', 'hebrew'],
    ['windows-1252', 'german'],
  ] as const)('is told by its content: %s', (encoding, language) => {
    const text = told[language] ?? ''
    expect(decodeText(iconv.encode(text, encoding))).toBe(text)
    expect(decodeText(iconv.encode(`<html><head><title>x</title></head><p>${text}</p>`, encoding))).toContain(
      text,
    )
  })

  it('is told by its content also where it is declared to be UTF-8', () => {
    const text = told['russian'] ?? ''
    expect(decodeText(iconv.encode(text, 'windows-1251'), 'utf-8')).toBe(text)
  })
})

describe('looksBinary', () => {
  it.each([
    ['one control character in twenty', 20, false],
    ['one control character in nineteen', 19, true],
  ])('with %s', (_title, length, expected) => {
    expect(looksBinary(Buffer.from(`\0${'a'.repeat(length - 1)}`))).toBe(expected)
  })

  it('is false for marked UTF-16, whose every other byte is NUL', () => {
    expect(looksBinary(Buffer.from('\ufeffhello', 'utf16le'))).toBe(false)
  })

  it('is false for UTF-16 that is declared', () => {
    expect(looksBinary(Buffer.from('新しい橋の建設', 'utf16le'), 'utf-16le')).toBe(false)
  })

  it('is false for nothing', () => {
    expect(looksBinary(new Uint8Array())).toBe(false)
  })
})
