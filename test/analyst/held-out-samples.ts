import type { Sample } from './samples.ts'

/** Texts that nothing of the analyst was tuned on: what it comes to on them is measured, and changes nothing. Made up, as the others are. */
export const heldOutSamples: readonly Sample[] = [
  {
    file: '../held-out/ferry.txt',
    language: 'en',
    description:
      'The night ferry to Lerwick will keep sailing at seven in the evening this winter: islanders objected to an earlier boat, and the operator hires more crew instead.',
    facts: [/at seven in the evening/, /islanders|1,400/, /deckhands|640,000/],
    names: { Lerwick: 'place' },
  },
  {
    file: '../held-out/glacier.txt',
    language: 'en',
    description:
      'A lake of meltwater under the Harrow glacier emptied within two days in August, and the ice above it sank by nineteen metres. A warm July may have widened its tunnel.',
    facts: [/two days/, /nineteen metres/, /warm July|widened|tunnel/],
    names: { Harrow: 'place' },
  },
  {
    file: '../held-out/library.txt',
    language: 'en',
    description:
      'Our library lends out forty drills, sewing machines and a telescope: the most borrowed shelf in the building. How it began, and how to do the same.',
    facts: [
      /forty drills/,
      /most borrowed/,
      /lost two drills|start with ten tools|asked whether we had a drill/,
    ],
    names: { Ohio: 'place' },
  },
  {
    file: '../held-out/sleep.txt',
    language: 'en',
    description:
      'In May I lived without an alarm clock. I slept seven hours and forty minutes, went to bed earlier and felt better: 3.9 of five in place of 2.6.',
    facts: [/alarm clock/, /seven hours and forty minutes/, /3\.9|went to bed earlier/],
    names: {},
  },
  {
    file: '../held-out/soil.txt',
    language: 'en',
    description:
      'Clay plots with earthworms took up 27 per cent more rain than plots without and held it eleven days longer; ploughing undid the effect within one season.',
    facts: [/27 per cent/, /eleven days/, /ploughed/],
    names: { Haverton: 'place' },
  },
  {
    file: '../held-out/cellar.txt',
    language: 'en',
    description:
      'A damp cellar can mostly be put right in a weekend: lead the water of the gutter away, air only when it is colder outside, and keep things off the walls.',
    facts: [
      /gutter|two metres away/,
      /colder outside/,
      /away from the walls|seldom a matter for the builder|weekend/,
    ],
    names: {},
  },
  {
    file: '../held-out/tram.txt',
    language: 'ru',
    description:
      'С первого сентября трамвай снова пойдёт по Заречной улице. Два километра путей и шесть остановок обошлись в 410 миллионов рублей.',
    facts: [/первого сентября/, /410 миллионов/, /семи тысяч|два километра|бесплатным/],
    names: { 'Заречная улица': 'place' },
  },
  {
    file: '../held-out/honey.txt',
    language: 'ru',
    description:
      'Мёд густеет не потому, что испортился: лишняя глюкоза выпадает кристаллами. Вернуть ему текучесть поможет тёплая вода, не горячее сорока градусов.',
    facts: [/не потому, что испортился/, /глюкоза/, /сорока градусов/],
    names: {},
  },
  {
    file: '../held-out/gallery.txt',
    language: 'ru',
    description:
      'Галерея Старого Яма вернула внукам коллекционера Ашмарина картину «Причал», которую искали семьдесят лет. Наследники оставили её галерее на три года.',
    facts: [/семьдесят лет/, /внукам/, /на три года|Торопова|14 миллионов/],
    names: {
      'Павел Сурков': 'person',
      'Нина Торопова': 'person',
      'Лев Ашмарин': 'person',
      'Старый Ям': 'place',
    },
  },
  {
    file: '../held-out/lake.txt',
    language: 'ru',
    description:
      'Сорочье — ледниковое озеро площадью 38 квадратных километров и глубиной до 61 метра на севере Верхнеозёрского района; с 2004 года заказник, где водится палия.',
    facts: [/38 квадратных/, /палия/, /заказник/],
    names: { Каменка: 'place' },
  },
]
