import { heldOutSamples } from './held-out-samples.ts'
import { readSample, type Sample } from './samples.ts'

/** A false statement that is put into a text, and what is known of it from elsewhere. */
interface Falsehood {
  /** As the text has it. */
  readonly original: string
  readonly planted: string
  /** What was read earlier, in another text. */
  readonly record: string
  /** Whether something that is said repeats it. */
  readonly repeated: RegExp
}

/** A text with false statements in it that its facts do not rest on. */
export interface PlantedText {
  readonly sample: Sample
  readonly name: string
  readonly text: string
  readonly falsehoods: readonly Falsehood[]
}

/** For each held-out text what is planted into it. */
const falsehoods: Readonly<Record<string, readonly Falsehood[]>> = {
  'ferry.txt': [
    {
      original: 'About 1,400 people signed',
      planted: 'About 4,100 people signed',
      record: 'In October 1,400 people signed a letter to the council about the night ferry to Lerwick.',
      repeated: /4,100/,
    },
    {
      original: 'freight becomes four per cent dearer',
      planted: 'freight becomes 14 per cent dearer',
      record: 'On the Lerwick ferry freight becomes 4 per cent dearer from February, as the tariff says.',
      repeated: /14(?: per cent| percent|%)/,
    },
  ],
  'glacier.txt': [
    {
      original: 'for six hours, but it stayed within its banks',
      planted: 'for six hours and burst its banks',
      record:
        'When the lake under the Harrow glacier drained, the river carried ice but stayed within its banks.',
      repeated: /burst (?:its|the) banks/,
    },
    {
      original: 'forty minutes of warning',
      planted: '40 hours of warning',
      record: 'A gauge at the bridge would give the village below the Harrow glacier 40 minutes of warning.',
      repeated: /(?:40|forty) hours/,
    },
  ],
  'library.txt': [
    {
      original: 'We lost two drills in three years.',
      planted: 'We lost 22 drills in three years.',
      record: 'The library of things lost 2 drills in three years, its yearly report says.',
      repeated: /(?:22|twenty-two) drills/,
    },
  ],
  'soil.txt': [
    {
      original: 'more than fifteen millimetres',
      planted: 'more than 50 millimetres',
      record:
        'In the clay plots with worms the difference was plain in every storm of more than 15 millimetres.',
      repeated: /(?:50|fifty) ?mm|(?:50|fifty) millimet/,
    },
  ],
  'tram.txt': [
    {
      original: 'Последний вагон прошёл здесь в 2009 году.',
      planted: 'Последний вагон прошёл здесь в 1989 году.',
      record: 'Последний трамвайный вагон прошёл по Заречной улице в 2009 году.',
      repeated: /1989/,
    },
    {
      original: 'около семи тысяч человек в день',
      planted: 'около 70 тысяч человек в день',
      record: 'Новой трамвайной линией на Заречной улице будут пользоваться около 7 тысяч человек в день.',
      repeated: /70 ?(?:тыс|000)|семьдесят тысяч/,
    },
  ],
  'lake.txt': [
    {
      original: 'В озеро впадают семь ручьёв',
      planted: 'В озеро впадают 17 ручьёв',
      record: 'В озеро Сорочье впадают 7 ручьёв, вытекает одна река, Каменка.',
      repeated: /17 ручь|семнадцать ручь/,
    },
    {
      original: 'С 1998 года её лов запрещён.',
      planted: 'С 1998 года её лов разрешён.',
      record: 'Палия водится в озере Сорочье; с 1998 года её лов запрещён.',
      repeated: /разреш/,
    },
  ],
  'gallery.txt': [
    {
      original: 'Полотно пропало в 1951 году',
      planted: 'Полотно пропало в 1981 году',
      record: 'Картина «Причал» пропала в 1951 году, когда дом Ашмариных заняло учреждение.',
      repeated: /1981/,
    },
    {
      original: 'ещё шестьдесят работ без подписи',
      planted: 'ещё 600 работ без подписи',
      record: 'В запасниках галереи Старого Яма есть 60 работ без подписи.',
      repeated: /600|шестьсот/,
    },
  ],
  'honey.txt': [
    {
      original: 'остаётся жидким больше года',
      planted: 'остаётся жидким меньше недели',
      record: 'Акациевый мёд остаётся жидким больше года, потому что в нём мало глюкозы.',
      repeated: /меньше недели/,
    },
  ],
}

/** @param names of the texts; default: all @throws when a text has not what is to be replaced. */
export function plantedTexts(names = Object.keys(falsehoods)): Promise<readonly PlantedText[]> {
  return Promise.all(
    names.map(async (name) => {
      const sample = heldOutSamples.find(({ file }) => file.endsWith(`/${name}`))
      if (!sample) throw new Error(`There is no text ${name}.`)
      const planted = falsehoods[name] ?? []
      return {
        sample,
        name,
        text: planted.reduce(withFalsehood, await readSample(sample)),
        falsehoods: planted,
      }
    }),
  )
}

function withFalsehood(text: string, { original, planted }: Falsehood): string {
  if (!text.includes(original)) throw new Error(`The text does not say "${original}".`)
  return text.replace(original, planted)
}
