const towns = {
  en: ['Aldmoor', 'Brackwell', 'Corley', 'Dresbury', 'Elmfield'],
  ru: ['Альдмур', 'Заречье', 'Корели', 'Вязовка', 'Тарногск'],
}

/** Everyday notices in the words of the notes, one for each town: what stands in the way of what is looked for. */
const forms = {
  en: [
    [
      'Market day in',
      'The market of % opens at seven on Thursday. Parking is free until noon, and buses run every half hour.',
    ],
    [
      'Council meeting in',
      'The council of % meets in the town hall on Tuesday to vote on the budget of the schools.',
    ],
    [
      'Road works in',
      'The road to % is closed for three days because of new asphalt. Lorries take the bridge over the weir.',
    ],
    [
      'Concert in',
      'The orchestra of % plays in the church on Saturday. Tickets cost nine euros, children come in free.',
    ],
    ['Lost cat in', 'A grey cat was lost near the station of %. The owner offers a cake as a reward.'],
    [
      'Swimming course in',
      'The pool of % offers a course for beginners, ten lessons of an hour each. Pensioners pay half.',
    ],
    ['Book sale in', 'The library of % sells old books and maps by weight on the first Friday of the month.'],
    ['Football in', 'The team of % drew its match at home. The stand was half empty because of the storm.'],
    ['Water cut in', 'The water will be turned off in % from eight to eleven while a pipe is repaired.'],
    ['Harvest in', 'Growers around % began to pick apples two weeks early this year, after a dry summer.'],
  ],
  ru: [
    [
      'Рынок: ',
      'Рынок (%) открывается в семь утра в четверг. Парковка бесплатна до полудня, автобусы ходят каждые полчаса.',
    ],
    ['Совет: ', 'Совет (%) соберётся в ратуше во вторник и проголосует за расходы на школы.'],
    [
      'Ремонт дороги: ',
      'Дорога (%) закрыта на три дня: кладут новый асфальт. Грузовики едут по мосту у плотины.',
    ],
    ['Концерт: ', 'Оркестр (%) играет в церкви в субботу. Билет стоит 300 рублей, дети проходят бесплатно.'],
    ['Пропала кошка: ', 'У вокзала (%) пропала серая кошка. Хозяйка обещает в награду пирог.'],
    [
      'Курсы плавания: ',
      'Бассейн (%) открывает курсы для начинающих: десять занятий по часу. Пенсионеры платят половину.',
    ],
    ['Продажа книг: ', 'Библиотека (%) продаёт старые книги и карты на вес в первую пятницу месяца.'],
    ['Футбол: ', 'Команда (%) сыграла дома вничью. Трибуна наполовину пустовала из-за урагана.'],
    ['Отключение воды: ', 'Воду (%) отключат с восьми до одиннадцати: чинят трубу.'],
    ['Урожай: ', 'Садоводы (%) начали собирать яблоки на две недели раньше: лето было сухим.'],
  ],
} as const

/** Fifty in a language: title and text. */
export function noticesIn(language: 'en' | 'ru'): readonly (readonly [string, string])[] {
  return forms[language].flatMap(([title, text]) =>
    towns[language].map((town): readonly [string, string] => [
      `${title.trimEnd()} ${town}`,
      text.replace('%', town),
    ]),
  )
}
