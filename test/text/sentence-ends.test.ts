import { expect, it } from 'vitest'
import { sentencesIn } from '../../src/text/sentences.ts'

/** Sentences end at ‖, and nowhere else. */
const english = [
  'Dr. Keller met Prof. A. B. Nowak and Mrs. Okafor.‖ They spoke for an hour.',
  'Gen. Lowell and Sen. Ruiz flew to St. Anne and Mt. Corran.‖ Lt. Col. Fry stayed.',
  'The firm, Northwind Inc. of Carrow, bought Harlan Bros. ships.‖ It paid $3.5 million.',
  'It was sold to Northwind Ltd.‖ The name was new.',
  'He works for the U.S. Federal Reserve.‖ She lives in the U.K. with two cats.',
  'Prices rose in the U.S.‖ The end came later.',
  'See Fig. 3 and No. 5 in Vol. 2, pp. 10 to 12.‖ They explain it.',
  'It opens on Jan. 4 and closes on Sept. 30.‖ Tickets are free.',
  'Bring fruit, e.g. Bramley apples, i.e. Sour ones.‖ Bread, cheese etc. are there.',
  'The case is Harlow v. Reed.‖ It was heard in May.',
  'They left at 8 p.m.‖ Jonas stayed until 11 p.m. Monday.‖ Nobody minded.',
  'It measured 18 ms.‖ For emails it is fine.',
  '“Why?” she asked.‖ “Because!” he said.‖ Nobody laughed.',
  'He said “No.”‖ Then he left.‖ (It rained.)‖ She stayed.',
  'Wait...‖ What was that?!‖ Nothing… it was the wind.',
  'Version 2.0 of Node.js runs on example.com today.‖ It is quick.',
  'Sales of the old model fell.‖ iPhones sold well.‖ eBay grew, and iOS 17 came.',
  'The town grew after Netscape.‖[1] The community followed.‖[citation needed] It stayed.',
  'Only `main.ts` reads it.‖ `npm test` holds this, e.g. `test/architecture` alone.‖ `x` is free.',
  'He is 1.85 m tall and weighs 80 kg.‖ That is a lot.',
  'J. R. R. Marlow wrote it.‖ A. Finch drew the maps.',
  'It has vitamin C.‖ The rest is water.',
  'One is enough: the mill, the bridge; the ferry.‖ Twelve of them failed.',
]

const russian = [
  'А. С. Пушкин родился в Москве.‖ В. И. Даль собрал словарь.',
  'Проф. Лебедев и акад. Орлов приехали в г. Казань.‖ Встреча прошла на ул. Ленина, д. 7.',
  'Здание закрыли на ремонт в 2021 г.‖ Правительство выделило 340 млн руб.‖ Работы начались.',
  'В 1703 г. Пётр I основал город.‖ Он рос быстро.',
  'На проект потратили 5 тыс. руб. и 20 коп.‖ Это немного.',
  'Это было дано им.‖ Потом они ушли.',
  'Библиотека им. Лермонтова открыта.‖ Вход свободный.',
  'Купили хлеб, соль и т. д.‖ Потом поехали домой.',
  'Пришли все, т. е. Анна, Иван и др.‖ Было весело.',
  'Расстояние — 5 см.‖ Погрешность мала, см. рис. 3 на стр. 12.',
  'Его построили в XIX в.‖ Архитектор неизвестен.',
  '«Зачем?» — спросила она.‖ «Так надо!» — ответил он.‖ Все молчали.',
  'Население выросло до 4,2 млн чел.‖ Рост составил 3,5 %.',
  'До н. э. здесь жили греки.‖ Они строили храмы.',
  'Сервис работает с 9.00 до 18.00.‖ Звоните по тел. 123-45-67.',
]

it.each([...english.map((text) => ['en', text]), ...russian.map((text) => ['ru', text])])(
  '%s: %s',
  (language, marked) => {
    const expected = marked.split('‖').map((sentence) => sentence.replace(/^\[[^\]]*\]/, '').trim())
    expect(sentencesIn(marked.replaceAll('‖', ''), language)).toEqual(expected)
  },
)
