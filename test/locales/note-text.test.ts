import { expect, test } from 'vitest'
import type { Note } from '../../src/brief/note.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { noteText } from '../../src/locales/note-text.ts'

const english = textsOf('en')
const russian = textsOf('ru')

test.each<[Note, string, string]>([
  [
    { code: 'parts_not_reached', values: { read: 2, of: 5 } },
    'Only the first 2 of 5 parts of the source were analysed: the budget did not leave enough for more.',
    'Источник разобран не до конца. Прочитано частей: 2 из 5 — на остальные не хватило бюджета.',
  ],
  [
    { code: 'unknown_grammar', values: { language: 'pt-BR' } },
    'The built-in analyst knows no grammar of this text’s language (Brazilian Portuguese): names and topics were found by spelling alone, and the tone was not judged.',
    'Грамматики языка этого текста (бразильский португальский) встроенный аналитик не знает: имена и темы найдены только по написанию, а тон не оценивался.',
  ],
  [
    { code: 'points_left_out', values: { count: 1 } },
    'One point was left out because the source does not say so.',
    '1 пункт опущен: в источнике этого нет.',
  ],
  [
    { code: 'points_left_out', values: { count: 3 } },
    '3 points were left out because the source does not say so.',
    '3 пункта опущены: в источнике этого нет.',
  ],
  [
    { code: 'no_evidence_from', values: { place: 'search', why: 'service_unavailable' } },
    'There is no evidence from the web search: the service for it is not available right now.',
    'Свидетельств из поиска в сети нет: нужный для этого сервис сейчас недоступен.',
  ],
  [
    { code: 'no_evidence_from', values: { place: 'archive', why: 'budget' } },
    'There is no evidence from archive: the budget did not leave enough.',
    'Свидетельств из archive нет: не хватило бюджета.',
  ],
  [
    { code: 'no_second_opinion', values: { why: 'only_one_model' } },
    'There is no second opinion on the claims: only one model is set up for it.',
    'Второго мнения об утверждениях нет: для этого настроена только одна модель.',
  ],
  [
    { code: 'task_missing', values: { task: 'verification', why: 'unexpected' } },
    'The claims were not checked: something went wrong, and the bot’s log has the details.',
    'Утверждения не проверены: что-то пошло не так, подробности — в журнале бота.',
  ],
  [
    { code: 'task_missing', values: { task: 'polishing', why: 'budget' } },
    'A part of the brief is missing: the budget did not leave enough.',
    'Части обзора нет: не хватило бюджета.',
  ],
])('%j is told in both languages', (note, inEnglish, inRussian) => {
  expect(noteText(note, english)).toBe(inEnglish)
  expect(noteText(note, russian)).toBe(inRussian)
})

test('a language that nobody can name is named by its tag', () => {
  const note: Note = { code: 'unknown_grammar', values: { language: 'qaa' } }
  expect(noteText(note, english)).toContain('(qaa)')
})

test('what an older version has written stays in its words', () => {
  const text = 'Only the first 1 of 3 parts of the source were analysed.'
  expect(noteText({ code: 'as_written', values: { text } }, russian)).toBe(text)
})
