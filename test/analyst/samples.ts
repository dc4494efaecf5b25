import { readFile } from 'node:fs/promises'
import { markdown } from '../../src/sources/extract/markdown.ts'

/** A text with what a good summary of it must hold: made up, as are its people and figures. */
export interface Sample {
  readonly file: string
  readonly language: 'en' | 'ru'
  /** What the page says of itself, in a sentence or two. */
  readonly description: string
  /** What a reader must come to know. */
  readonly facts: readonly [RegExp, RegExp, RegExp]
  /** Names of the text with their kinds. */
  readonly names: Readonly<Record<string, 'person' | 'organization' | 'place'>>
}

export const samples: readonly Sample[] = [
  {
    file: 'news.txt',
    language: 'en',
    description:
      'Port Ellery has voted by a margin of 312 to keep its passenger ferry, which loses money every year, and to spend $4.2 million a year on it.',
    facts: [/312 votes/, /\$4\.2 million/, /two-year dispute|referendum/],
    names: {
      'Marta Lindqvist': 'person',
      'Tobias Renner': 'person',
      'Ines Okafor': 'person',
      'Jonas Petrie': 'person',
      'Ellery Transport Authority': 'organization',
      'University of Carrow': 'organization',
      'Norland Shipyards': 'organization',
      'Ministry of Transport': 'organization',
      'Ellery Strait': 'place',
      'Port Ellery': 'place',
      'Tamsin Bridge': 'place',
    },
  },
  {
    file: '../../../docs/demo/street-lights.md',
    language: 'en',
    description:
      'Varnholt switched off a third of its street lights at night and saved 1.9 million euros in two years without more crime or accidents. The council decides in December whether it stays dark.',
    facts: [/1\.9 million/, /without a rise in crime/, /12 December|becomes permanent/],
    names: {
      'Elena Marsh': 'person',
      'Tomas Reinholt': 'person',
      'Ines Okoro': 'person',
      'Gregor Valtin': 'person',
      'University of Carrow': 'organization',
      Varnholt: 'place',
      Osterfeld: 'place',
      'Weaver Street': 'place',
    },
  },
  {
    file: 'feature.txt',
    language: 'en',
    description:
      'Edmund Farrow is the last watchmaker of Cutter Lane in Brackwell. In June he closes his shop, and a museum tries to save what he knows.',
    facts: [/last of the forty watchmakers/, /in June he will close/, /museum|filmed?|written nowhere/i],
    names: {
      'Edmund Farrow': 'person',
      'Lena Brandt': 'person',
      'Hanna Voss': 'person',
      'Museum of Brackwell': 'organization',
      'University of Carrow': 'organization',
      Brackwell: 'place',
      'Cutter Lane': 'place',
    },
  },
  {
    file: 'abstract.txt',
    language: 'en',
    description:
      'Below street trees younger than six years, pavement was 7.4 degrees cooler on hot days, and species mattered more than size. Cities need not wait decades for the benefit of planting.',
    facts: [/7\.4 degrees/, /Species mattered more than size/, /need not wait for decades/],
    names: {
      'University of Carrow': 'organization',
      'I. Okonjo': 'person',
      'M. Lindgren': 'person',
      'P. Haas': 'person',
    },
  },
  {
    file: 'encyclopedia.txt',
    language: 'en',
    description:
      'Lake Tarnow is the largest lake of the Corran Range, with an area of 38 square kilometres. It was dammed in 1962 and supplies 2.3 million people with water.',
    facts: [/largest lake/, /2\.3 million people/, /dammed/],
    names: {
      'Lake Tarnow': 'place',
      'Corran Range': 'place',
      'Carrick Falls': 'place',
      Ostwick: 'place',
      'Old Ferrin': 'place',
      'Marsh End': 'place',
      'University of Carrow': 'organization',
    },
  },
  {
    file: 'how-to.md',
    language: 'en',
    description:
      'Three cheap steps cut the gas use of a flat from 9,800 to 5,100 kilowatt-hours a year: bleeding the radiators, sealing windows and lowering the flow temperature of the boiler.',
    facts: [/9,800 to 5,100/, /flow temperature/, /64 euros/],
    names: {},
  },
  {
    file: 'release.txt',
    language: 'en',
    description:
      'Norland Shipyards has delivered the battery ferry Aurora to Osterfeld, the first of four ships in a contract worth 112 million euros.',
    facts: [/first of four ships/, /112 million/, /600 passengers|22 minutes/],
    names: {
      'Norland Shipyards': 'organization',
      'Karla Munk': 'person',
      Osterfeld: 'place',
      'Osterfeld Sound': 'place',
    },
  },
  {
    file: 'blog.md',
    language: 'en',
    description:
      'Why we moved all background jobs from Redis into Postgres: one transaction covers data and jobs, 2,400 lines of code are gone, and throughput is more than four times our peak.',
    facts: [/moved all of them into Postgres/, /2,400 lines/, /same transaction|a transaction that covers/],
    names: {},
  },
  {
    file: 'interview.txt',
    language: 'en',
    description:
      'Kelp farmer Priya Raman on her harvest of 140 tonnes, on why she turned down money for carbon credits, and on what kelp does for the water of the bay.',
    facts: [/140 tonnes/, /credits|carbon/, /nitrogen|clean the water/],
    names: {
      'Priya Raman': 'person',
      'Skerry Point': 'place',
      Galway: 'place',
      Norway: 'place',
      'Marine Institute': 'organization',
    },
  },
  {
    file: 'russian.txt',
    language: 'ru',
    description:
      'В крупных городах библиотеки превращаются в общественные центры. После реконструкции за 340 млн рублей обновлённую библиотеку в Казани посетили 410 тысяч человек за год.',
    facts: [/общественные центры/, /340 млн|реконструкци/, /410 тысяч/],
    names: {
      'Алина Воронцова': 'person',
      'Игорь Самойлов': 'person',
      'Нина Громова': 'person',
      Казани: 'place',
    },
  },
  {
    file: 'novosti.txt',
    language: 'ru',
    description:
      'В Затонске открыли мост через Вельшу за 5,2 млрд рублей. Путь между берегами сократился с 47 минут до шести.',
    facts: [/47 минут/, /5,2 млрд/, /30 тыс|четыре месяца позже/],
    names: {
      'Павел Рогозин': 'person',
      'Мостострой-9': 'organization',
      'Счётной палаты': 'organization',
      Заречный: 'place',
      Вельшу: 'place',
      Затонске: 'place',
    },
  },
  {
    file: 'ocherk.txt',
    language: 'ru',
    description:
      'Степан Горелов — последний ледовый лоцман на озере Кайма: по звуку льда он определяет, выдержит ли дорога грузовик. Весной 2027 года дорогу закроют.',
    facts: [/последнего ледового лоцмана/, /По звуку льда/, /дорогу закроют/],
    names: {
      'Николай Хромов': 'person',
      'Анны Шубиной': 'person',
      'Института физики Севера': 'organization',
      Кайма: 'place',
      'Степана Ильича Горелова': 'person',
    },
  },
  {
    file: 'annotaciya.txt',
    language: 'ru',
    description:
      'Огороды на крышах давали 6,8 кг овощей с квадратного метра за сезон и окупались за 4,5 года при поливе дождевой водой. Нагрузка была безопасна для 15 из 18 домов.',
    facts: [/6,8 кг/, /4,5 года/, /15 из 18/],
    names: {},
  },
  {
    file: 'enciklopediya.txt',
    language: 'ru',
    description:
      'Вельша — река длиной 412 км, правый приток Каймы. Она судоходна на нижних 260 км и даёт треть электроэнергии области.',
    facts: [/412 км/, /900 тыс|18 600/, /треть электроэнергии/],
    names: { Каймы: 'place', Затонска: 'place', 'Сивый Мох': 'place', Севэнерго: 'organization' },
  },
  {
    file: 'blog-ru.md',
    language: 'ru',
    description:
      'Как за два дня внести 7 300 книг школьной библиотеки в электронный каталог: выдача занимает 20 секунд вместо четырёх минут, а сканер и наклейки стоили 6 400 рублей.',
    facts: [/7 300 книг/, /20 секунд/, /6 400 рублей/],
    names: {},
  },
  {
    file: 'business.txt',
    language: 'en',
    description:
      'Harlan Foods closes its cannery in Merton in March. All 310 jobs go, and production moves to a newer factory in Dunmore.',
    facts: [/310 jobs/, /close its cannery/, /Dunmore|price of tin/],
    names: {
      'Harlan Foods': 'organization',
      Merton: 'place',
      Dunmore: 'place',
      'Rosa Delgado': 'person',
      'Alan Whitlock': 'person',
    },
  },
  {
    file: 'science.txt',
    language: 'en',
    description:
      'Crows in the Ostra valley let trains crack walnuts for them and learn it from neighbours, a four-year study of 86 birds has found.',
    facts: [/let trains crack walnuts/, /86 marked birds|first evidence/, /neighbours/],
    names: { 'Institute for Animal Behaviour': 'organization', 'Petra Lang': 'person', Ostra: 'place' },
  },
  {
    file: 'gorod.txt',
    language: 'ru',
    description:
      'Неделя бесплатных трамваев в Верхней Юге: пассажиров стало на 38% больше, а машин в центре — всего на 4% меньше.',
    facts: [/38%/, /на 4%/, /отменили плату/],
    names: { 'Верхней Юги': 'place', 'Ольги Крыловой': 'person', 'Виктор Лапин': 'person' },
  },
  {
    file: 'sad.md',
    language: 'ru',
    description:
      'Жители посёлка Порог за шесть лет превратили свалку в ботанический сад с 420 видами растений, собрав 9 млн рублей сами.',
    facts: [/превратили свалку/, /420 видов/, /9 млн руб/],
    names: {
      'Раиса Андреевна Полякова': 'person',
      Порог: 'place',
      'Затонского университета': 'organization',
    },
  },
]

/** The sample as it is read from a file of its kind. */
export async function readSample({ file }: Sample): Promise<string> {
  const bytes = await readFile(new URL(`texts/${file}`, import.meta.url))
  return file.endsWith('.md') ? (await markdown.extract({ location: file, bytes })).text : bytes.toString()
}
