import { primaryLanguage } from '../../text/languages.ts'

/**
 * How alike the built-in model finds a question and a sentence that has nothing to do with it, on the mean of the questions by which the
 * thresholds of answers were chosen. Other models have another floor: text-embedding-3-small about as low, multilingual-e5 at 0.75.
 */
const ownFloor = 0.114
const highestFloor = 0.95

/** What has nothing to do with a question, nor with the others. */
const unrelated = {
  en: [
    'Water boils at a hundred degrees.',
    'She put the keys on the table.',
    'The train leaves at seven in the morning.',
    'He plays the violin every evening.',
    'Prices rose by two percent last year.',
    'The cat sleeps on the window sill.',
  ],
  ru: [
    'Вода кипит при ста градусах.',
    'Она положила ключи на стол.',
    'Поезд уходит в семь утра.',
    'Каждый вечер он играет на скрипке.',
    'За прошлый год цены выросли на два процента.',
    'Кошка спит на подоконнике.',
  ],
} as const

export function unrelatedSentences(language: string): readonly string[] {
  return primaryLanguage(language) === 'ru' ? unrelated.ru : unrelated.en
}

/**
 * A model's similarity as the built-in model would give it.
 *
 * @param toUnrelated how alike the model finds the question and each of the unrelated sentences; none for the built-in model
 */
export function scaleOf(toUnrelated: readonly number[]): (similarity: number) => number {
  if (toUnrelated.length === 0) return (similarity) => similarity
  const mean = toUnrelated.reduce((sum, one) => sum + one, 0) / toUnrelated.length
  const floor = Math.min(highestFloor, Math.max(0, mean))
  return (similarity) => ownFloor + ((similarity - floor) * (1 - ownFloor)) / (1 - floor)
}
