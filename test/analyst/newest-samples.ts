import type { Sample } from './samples.ts'

/** Of more kinds than news; written, with what is expected of them, before the rules that they measure. */
export const newestSamples: readonly Sample[] = [
  {
    file: '../newest/compost.md',
    language: 'en',
    description:
      'A year with 500 worms under the kitchen table: what they ate, what they would not, and why composting in a flat does not pay.',
    facts: [
      /500 worms|under the kitchen table/,
      /41 kilos|nine kilos/,
      /no way to save|64 euros|did not smell/,
    ],
    names: {},
  },
  {
    file: '../newest/lighthouse.txt',
    language: 'en',
    description:
      'Agnes Tulloch, 74, has climbed Skarra lighthouse every evening since her post was abolished in 1998. Now the board has made her a keeper again, for a pound a year.',
    facts: [/since 1998|nobody has paid/, /pound a year|keeper again/, /by hand|128 steps|insured/],
    names: { 'Agnes Tulloch': 'person', 'Northern Lights Board': 'organization', Skarra: 'place' },
  },
  {
    file: '../newest/fasting.txt',
    language: 'en',
    description:
      'In a trial of 286 adults, eating only between noon and eight made no difference to weight after a year: what counted was how much they ate.',
    facts: [/286 adults/, /6\.4 and 6\.1|no difference/, /twelve months|gave up|how much was eaten/],
    names: { Porto: 'place', Ghent: 'place' },
  },
  {
    file: '../newest/parking.txt',
    language: 'en',
    description:
      'Parking in the centre of Hollin will cost £1.20 an hour on Sundays from 3 May. The council wants to pay for evening buses with it.',
    facts: [/from 3 May/, /£1\.20/, /£340,000|evening buses/],
    names: { 'Deepa Rao': 'person', 'Hollin Borough Council': 'organization', Hollin: 'place' },
  },
  {
    file: '../newest/backup.md',
    language: 'en',
    description:
      'Copy the catalogue along with the pictures, with the program closed, and keep the old folder for a month: how a photo library moves to another disk with its albums.',
    facts: [/catalogue/, /Close the program|whole folder/, /after a month|ten pictures|Find missing folder/],
    names: {},
  },
  {
    file: '../newest/sturgeon.txt',
    language: 'en',
    description:
      'The Lena sturgeon lives for sixty years and spawns late and rarely, so that it was nearly fished out. A hatchery has released 1.2 million young; a first one may have come back.',
    facts: [/sixty years|fourteen/, /1998|fished? out|nine tonnes/, /1\.2 million|hatchery|700 kilometres/],
    names: { Siberia: 'place', Zhigansk: 'place' },
  },
  {
    file: '../newest/kvartira.md',
    language: 'ru',
    description:
      'Мы сдали московскую квартиру и год прожили в доме под Переславлем. Сколько это стоило и почему мы вернулись.',
    facts: [/под Переславлем/, /на треть больше|60 тысяч|25 тысяч/, /в школу|тридцати километрах/],
    names: { Переславлем: 'place', Москве: 'place' },
  },
  {
    file: '../newest/grib.txt',
    language: 'ru',
    description:
      'Гриб рейши в Китае две тысячи лет считают средством для долголетия, но клинических доказательств его пользы нет. Растёт он на пнях от Кавказа до Приморья.',
    facts: [/на пнях/, /доказательств|26 исследований/, /две тысячи лет|Красной книге|опилках/],
    names: { Кавказа: 'place', Приморья: 'place', Китае: 'place', Фуцзянь: 'place' },
  },
  {
    file: '../newest/lift.txt',
    language: 'ru',
    description:
      'В Костомукше до конца 2027 года заменят 84 лифта старше 25 лет за 310 миллионов рублей. Жильцам доплачивать не придётся.',
    facts: [/84 лифта/, /310 миллионов/, /2027|не придётся|улице Героев/],
    names: {
      Костомукше: 'place',
      'Артём Лебедко': 'person',
      Серпухова: 'place',
      Могилёвлифтмаша: 'organization',
    },
  },
  {
    file: '../newest/shahmaty.txt',
    language: 'ru',
    description:
      'Одиннадцатилетняя Соня Бурцева из посёлка Заокский обыграла гроссмейстера на турнире памяти Чигорина в Туле. Играть она училась по видео.',
    facts: [
      /обыграл гроссмейстера|остановил часы/,
      /[Оо]диннадцатилетняя|ребёнок/,
      /по видео|седьмой|стипендию/,
    ],
    names: { 'Соня Бурцева': 'person', 'Павел Игнатенко': 'person', Туле: 'place', Заокский: 'place' },
  },
  {
    file: '../newest/dieta.txt',
    language: 'ru',
    description:
      'Без вспашки озимая пшеница первые три года даёт на 11 процентов меньше зерна, а с пятого — на 6 процентов больше; топлива уходит на 40 процентов меньше. Опыт длился восемь лет.',
    facts: [/11 процентов/, /6 процентов больше/, /40 процентов|восемь лет|трём убыточным/],
    names: {
      'Воронежской области': 'place',
      'Терентий Мальцев': 'person',
      Бразилии: 'place',
      Канады: 'place',
    },
  },
  {
    file: '../newest/pylesos.md',
    language: 'ru',
    description:
      'Волосы, вода и пороги чаще всего губят робот-пылесос. Мастера советуют чистить щётку раз в две недели, сушить фильтр сутки и не ставить базу на солнце.',
    facts: [/волосы/, /раз в две недели|сутки/, /на солнце|датчики|двух сантиметров/],
    names: {},
  },
]
