import { describe, expect, it } from 'vitest'
import { detectLanguage, primaryLanguage } from '../../src/text/languages.ts'

describe('detectLanguage', () => {
  it.each([
    ['en', 'The council said that it would not close the school before the end of the year.'],
    [
      'de',
      'Die Regierung hat am Montag beschlossen, dass die Schule nicht vor dem Ende des Jahres schließt.',
    ],
    [
      'fr',
      "Le gouvernement a annoncé que l'école ne sera pas fermée avant la fin de l'année dans cette ville.",
    ],
    ['es', 'El gobierno dijo que la escuela no se va a cerrar antes del final del año en esta ciudad.'],
    ['it', 'Il governo ha detto che la scuola non sarà chiusa prima della fine di questo anno nella città.'],
    ['pt', 'O governo disse que a escola não será fechada antes do fim do ano em nenhuma das cidades.'],
    ['nl', 'De regering zegt dat de school niet voor het einde van het jaar wordt gesloten in deze stad.'],
    ['sv', 'Regeringen har sagt att skolan inte ska stängas före slutet av året och det är bra för oss.'],
    ['nb', 'Regjeringen sier at skolen ikke skal stenges før slutten av året, og noen sier det er bra.'],
    [
      'da',
      'Regeringen siger at skolen ikke skal lukkes før slutningen af året, og det er godt for nogle af os.',
    ],
    [
      'pl',
      'Rząd powiedział, że szkoła nie będzie zamknięta przed końcem roku i że to jest dobre dla miasta.',
    ],
    [
      'fi',
      'Hallitus sanoi että koulu ei ole kiinni vuonna 2026 ja se on hyvä asia, mutta kaikki eivät ole iloisia.',
    ],
    ['ru', 'Правительство заявило, что школа не будет закрыта до конца года, и это хорошо для города.'],
    ['uk', 'Уряд заявив, що школа не буде закрита до кінця року, і це добре для міста та його мешканців.'],
    ['el', 'Η κυβέρνηση είπε ότι το σχολείο δεν θα κλείσει και αυτό είναι καλό για την πόλη.'],
    ['zh', '政府周日宣布，学校今年不会关闭。'],
    ['ja', '政府は日曜日、学校を閉鎖しないと発表した。'],
    ['ko', '정부는 일요일에 학교를 닫지 않겠다고 발표했다.'],
    ['ar', 'قالت الحكومة إن المدرسة لن تغلق قبل نهاية العام.'],
    ['he', 'הממשלה אמרה שבית הספר לא ייסגר לפני סוף השנה.'],
  ])('knows %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  it.each(['', '12 345', 'Lorem', 'qwx zrt plk vbn mjh'])('does not guess at %j', (text) => {
    expect(detectLanguage(text)).toBe('und')
  })

  it.each([
    ['en', 'What did the ferry cost?'],
    ['ru', 'Сколько стоил паром?'],
    ['ru', 'Цены +3%, продажи упали. Выручка за III кв. 4,2 млрд руб. против 4,1 млрд.'],
    ['uk', 'Скільки коштував пором?'],
    ['de', 'Was hat die Fähre gekostet?'],
    ['pt', 'Quanto custou a balsa?'],
    ['tr', 'Feribot ne kadar tuttu?'],
    ['vi', 'Chính phủ cho biết trường học sẽ không đóng cửa trước cuối năm.'],
    ['th', 'รัฐบาลกล่าวว่าโรงเรียนจะไม่ปิดก่อนสิ้นปี'],
    ['hi', 'सरकार ने कहा कि स्कूल साल के अंत से पहले बंद नहीं होगा।'],
  ])('knows %s from a question or a line', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  it('is not misled by foreign names and quotations, addresses, code or mark-up', () => {
    const text =
      '<img alt="une image de la ville">See https://de.example.org/die-und-der-das `const el = de(la, el)`. ' +
      'The court, the Bundesverfassungsgericht, said: "Die Würde des Menschen ist unantastbar." It was a short ruling.'
    expect(detectLanguage(text)).toBe('en')
    expect(
      detectLanguage(
        '我们使用 TypeScript 和 Node.js 编写 Discord bot，运行 npm install 然后 npm start 即可。',
      ),
    ).toBe('zh')
  })

  it('believes the words before the declaration, and the declaration where the words say nothing', () => {
    const german = 'Die Regierung hat beschlossen, dass die Schule nicht vor dem Ende des Jahres schließt.'
    expect(detectLanguage(german, 'en')).toBe('de')
    expect(detectLanguage(german, 'de_at')).toBe('de-AT')
    expect(detectLanguage('Lorem', 'la')).toBe('la')
    expect(detectLanguage('Regjeringen sier at skolen ikke skal stenges før slutten av året.', 'no')).toBe(
      'no',
    )
    expect(detectLanguage('Lorem', 'not a tag!')).toBe('und')
  })
})

it('takes the first part of a tag for the language, and both written forms of Norwegian for one', () => {
  expect(['pt-BR', 'EN', 'no', 'nn-NO', 'und'].map(primaryLanguage)).toEqual(['pt', 'en', 'nb', 'nb', 'und'])
})
