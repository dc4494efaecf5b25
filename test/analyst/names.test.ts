import { describe, expect, it } from 'vitest'
import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { isGivenName } from '../../src/analyst/given-names.ts'
import { isKnownPlace } from '../../src/analyst/known-places.ts'

const analyst = createExtractiveAnalyst()
const namesIn = (text: string) =>
  Object.fromEntries(
    analyst
      .analyse(text, { maxKeyPoints: 1, maxClaims: 1, maxSummarySentences: 1 })
      .entities.map(({ name, kind }) => [name, kind]),
  )

describe('a name is whole', () => {
  it.each([
    ['The new iPhones run iOS 17 and sell well on eBay in the north.', ['iPhones', 'iOS 17', 'eBay']],
    ['Fans of the 3D Avatar film waited for the $150K Roadster.', ['3D Avatar', 'Roadster', '$150K']],
    ['Rates were set by the U.S. Federal Reserve in the spring.', ['U.S. Federal Reserve']],
    ['The report went to J. R. Marlow and Dr. Ines Okafor last week.', ['J. R. Marlow', 'Ines Okafor']],
    [
      'Доклад представил Институт физики Севера и проверила Счётная палата.',
      ['Институт физики Севера', 'Счётная палата'],
    ],
  ])('%s', (text, names) => {
    expect(Object.keys(namesIn(text)).sort()).toEqual(names.toSorted())
  })

  it('and of one item of a list: items stay apart', () => {
    const names = namesIn('- Iran: the bill was sent to Congress\n- Syria: the army left Aleppo')
    expect(Object.keys(names).sort()).toEqual(['Aleppo', 'Congress', 'Iran', 'Syria'])
  })

  it('without the office of its bearer', () => {
    expect(namesIn('The ship was named by Chief Executive Officer Karla Munk on Monday.')).toEqual({
      'Karla Munk': 'person',
    })
    expect(namesIn('Ленту перерезал мэр Затонска Павел Рогозин.')).toMatchObject({
      'Павел Рогозин': 'person',
    })
  })

  it('and not what somebody says', () => {
    expect(namesIn('"Nobody sprays a wall that nobody can see," said Tomas Reinholt of the study.')).toEqual({
      'Tomas Reinholt': 'person',
    })
    expect(namesIn('«Луговые травы» извинились перед покупателями в Затонске.')).toMatchObject({
      'Луговые травы': 'organization',
    })
  })

  it('in small letters where it is so written anywhere', () => {
    expect(namesIn('OSTERFELD waits. The city of Osterfeld has no ferry. People of OSTERFELD walk.')).toEqual(
      {
        Osterfeld: 'place',
      },
    )
  })
})

describe('a kind', () => {
  it.each([
    ['Google told reporters that the plan is dead.', { Google: 'organization' }],
    ['The money came from Norland Shipyards in the end.', { 'Norland Shipyards': 'organization' }],
    ['Two villages, Old Ferrin and Marsh End, were moved.', { 'Old Ferrin': 'place', 'Marsh End': 'place' }],
    ['The river Ard flows through neighbouring Osterfeld.', { Ard: 'place', Osterfeld: 'place' }],
    ['The speaker for finance, Gregor Valtin, left. "No," Valtin said.', { 'Gregor Valtin': 'person' }],
    [
      'Мост строила компания «Мостострой-9» в Германии.',
      { 'Мостострой-9': 'organization', Германии: 'place' },
    ],
    ['They took the ferry to Marrowby and saw the Corran glacier.', { Marrowby: 'place', Corran: 'place' }],
    ['The bakery Greenloaf closed in May.', { Greenloaf: 'organization' }],
    ['The prize went to the retired plumber Oswin Tarrant.', { 'Oswin Tarrant': 'person' }],
    [
      'Фонд «Чистые берега» открыл школу, а газета «Голос степи» об этом написала.',
      { 'Чистые берега': 'organization', 'Голос степи': 'organization' },
    ],
    [
      'Дом стоит на Вишнёвой улице, за Лесным озером.',
      { 'Вишнёвой улице': 'place', 'Лесным озером': 'place' },
    ],
    ['Работы ведёт Омский аграрный университет.', { 'Омский аграрный университет': 'organization' }],
    ['Проект проверил Комитет лесных дорог.', { 'Комитет лесных дорог': 'organization' }],
    ['Из района вытекает река — Лузянка.', { Лузянка: 'place' }],
    ['Об этом рассказал геолог Прохор Ильич Дягель.', { 'Прохор Ильич Дягель': 'person' }],
    ['«Вести края» извинились перед читателями.', { 'Вести края': 'organization' }],
    ['На озере Кайма работал Николай Хромов.', { Кайма: 'place', 'Николай Хромов': 'person' }],
  ])('is seen by what stands around: %s', (text, kinds) => {
    expect(namesIn(text)).toMatchObject(kinds)
  })

  it('is known of places and given names in all their cases', () => {
    expect(
      ['Россия', 'России', 'Германией', 'Paris', 'the Netherlands', 'США'].filter(
        (name) => !isKnownPlace(name),
      ),
    ).toEqual([])
    expect(['Анны', 'Степана', 'Gregor'].filter((name) => !isGivenName(name))).toEqual([])
    expect(['Россия', 'Shipyards'].filter(isGivenName)).toEqual([])
  })

  it('counts a declined surname for its bearer', () => {
    expect(namesIn('Утром Николай Хромов вышел. У Хромова была собака. Хромову было тридцать лет.')).toEqual({
      'Николай Хромов': 'person',
    })
  })
})
