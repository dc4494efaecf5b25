import { describe, expect, it, test } from 'vitest'
import { adviceText, failureText } from '../../src/locales/failure-text.ts'
import { textsOf } from '../../src/locales/i18n.ts'
import { type FailureCode, failureCodes } from '../../src/orchestrator/workflow-failure.ts'

const english = textsOf('en')
const russian = textsOf('ru')
const values = {
  scheme: 'ftp',
  port: '8080',
  status: 304,
  megabytes: 25,
  millions: 5,
  most: 5,
  type: 'application/zip',
  format: 'PDF',
  reason: 'refused',
}

describe.each(failureCodes)('the failure %s', (code) => {
  it.each([english, russian])('is told in two sentences of its language', (texts) => {
    const { says, next } = failureText({ code, values }, texts)
    for (const sentence of [says, next]) {
      expect(sentence).not.toMatch(/\{\{|undefined|^failure\./)
      expect(sentence.length).toBeLessThanOrEqual(200)
    }
  })

  it.each([english, russian])('is told without names of settings and codes', (texts) => {
    const { says, next } = failureText({ code, values }, texts)
    expect(`${says} ${next}`).not.toMatch(/[A-Z]{2,}_|[a-z]_[a-z]|\b[45]\d\d\b/)
  })
})

test.each([english, russian])('an option is named as its language calls it', (texts) => {
  const { next } = failureText({ code: 'message_for_few', values }, texts)
  expect(next).toContain(texts.t('option.private'))
})

test.each([
  ['image/png', 'This is a picture. I cannot read that.', 'Это картинка. Такое прочитать я не могу.'],
  ['application/zip', 'This is an archive. I cannot read that.', 'Это архив. Такое прочитать я не могу.'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'This is a text document of an office program. I cannot read that.',
    'Это документ офисной программы. Такое прочитать я не могу.',
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'This is a spreadsheet. I cannot read that.',
    'Это электронная таблица. Такое прочитать я не могу.',
  ],
  [
    'application/epub+zip',
    'This is an e-book. I cannot read that.',
    'Это электронная книга. Такое прочитать я не могу.',
  ],
  [
    'application/x-own',
    'This is a file of another type (application/x-own). I cannot read that.',
    'Это файл другого типа (application/x-own). Такое прочитать я не могу.',
  ],
  [
    '',
    'This is a file whose type nobody can tell. I cannot read that.',
    'Это файл неизвестного типа. Такое прочитать я не могу.',
  ],
])('a file of type %j is named as people name it', (type, inEnglish, inRussian) => {
  const failure = { code: 'unsupported_type', values: { type } } as const
  expect(failureText(failure, english).says).toBe(inEnglish)
  expect(failureText(failure, russian).says).toBe(inRussian)
})

test.each<[FailureCode, FailureCode]>([
  ['provider_key', 'provider_quota'],
  ['provider_overloaded', 'provider_too_slow'],
])('members do not learn whether it was %s or %s', (one, other) => {
  expect(failureText({ code: one, values: {} }, english)).toEqual(
    failureText({ code: other, values: {} }, english),
  )
})

test('the operator is told what to do, by the names of settings', () => {
  expect(adviceText({ code: 'forbidden_port' }, english)).toContain('SOURCE_ALLOW_HOSTS')
  expect(adviceText({ code: 'no_transcription_model' }, russian)).toContain('STT_MODEL')
  expect(adviceText({ code: 'page_not_found' }, english)).toBeUndefined()
})
