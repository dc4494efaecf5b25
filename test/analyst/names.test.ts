import { describe, expect, it } from 'vitest'
import { createExtractiveAnalyst } from '../../src/analyst/extractive-analyst.ts'
import { isGivenName } from '../../src/analyst/given-names.ts'
import { isKnownPlace, isTown } from '../../src/analyst/known-places.ts'

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

  it('and no common word that opens a sentence, in the plural either', () => {
    expect(Object.keys(namesIn('Delegations came to Osterfeld. Appliances were sold there.'))).toEqual([
      'Osterfeld',
    ])
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
    [
      'The Labour MP Jess Calloway asked the Home Office.',
      { 'Jess Calloway': 'person', 'Home Office': 'organization' },
    ],
    [
      "The tap stands in Sheffield's Kelham Island quarter.",
      { Sheffield: 'place', 'Kelham Island': 'place' },
    ],
    [
      'A study by Tidemark Ventures was paid by Age Concern.',
      { 'Tidemark Ventures': 'organization', 'Age Concern': 'organization' },
    ],
    ['Historian Grace Nfor found the letter in Yaoundé.', { 'Grace Nfor': 'person', Yaoundé: 'place' }],
    [
      'The former mayor of Pinehurst, Ray Sutcliffe, left.',
      { Pinehurst: 'place', 'Ray Sutcliffe': 'person' },
    ],
    [
      'The developer, Gulfline Homes, and the drone maker Skyhook agreed.',
      { 'Gulfline Homes': 'organization', Skyhook: 'organization' },
    ],
    ['The plant has offices in Austin and Trebbin Wells.', { Austin: 'place', 'Trebbin Wells': 'place' }],
    [
      'The boats of OpenGrid, which is based in Oslo, were sold.',
      { OpenGrid: 'organization', Oslo: 'place' },
    ],
    ['The milk goes to Brookside, Kenya’s largest dairy.', { Brookside: 'organization', Kenya: 'place' }],
    [
      'На это Минприроды и Ростехнадзор деньги нашли.',
      { Минприроды: 'organization', Ростехнадзор: 'organization' },
    ],
    [
      'Помог совет инженера из Самары Павла Леонтьевича Дудника.',
      { Самары: 'place', 'Павла Леонтьевича Дудника': 'person' },
    ],
    [
      'Ихтиолог Тюменского университета Борис Шахов против.',
      { 'Тюменского университета': 'organization', 'Борис Шахов': 'person' },
    ],
    ['Аэропорт Кольцово принял первый рейс из Дохи.', { Кольцово: 'place', Дохи: 'place' }],
    [
      'Актёр Театра сатиры Юрий Васильев уехал в Кемерово.',
      { 'Театра сатиры': 'organization', 'Юрий Васильев': 'person', Кемерово: 'place' },
    ],
    ['Подрядчик, «Мосты и дороги», заплатит городу.', { 'Мосты и дороги': 'organization' }],
    ['Следственный комитет всё проверит.', { 'Следственный комитет': 'organization' }],
    ['Немецкая Bosch закрывает завод в Энгельсе.', { Bosch: 'organization', Энгельсе: 'place' }],
    ['Под слоем краски нашли подпись Дионисия.', { Дионисия: 'person' }],
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

  it('is known of towns, however they are declined, by a list of them', () => {
    const towns = [
      'Halden',
      'Tønsberg',
      'Ельца',
      'Елец',
      'Калуге',
      'Тобольском',
      'Кирова',
      'Мезени',
      'Уфе',
      'Туле',
    ]
    expect(towns.filter((name) => !isTown(name))).toEqual([])
    expect(['Trebbin Wells', 'Мостострой', 'Шубина'].filter(isTown)).toEqual([])
  })

  it('counts a declined surname for its bearer', () => {
    expect(namesIn('Утром Николай Хромов вышел. У Хромова была собака. Хромову было тридцать лет.')).toEqual({
      'Николай Хромов': 'person',
    })
  })
})
