import { expect, it, onTestFinished } from 'vitest'
import { openCommandLine } from '../../support/cli/command-line.ts'
import { meaningModel } from '../../support/providers/meaning-model.ts'
import { startOpenAiServer } from '../../support/providers/openai-server.ts'

const wolves =
  '# Волки вернулись\n\nВ лесу под Вельском впервые за сорок лет родились волчата. Их пятеро, и видел их егерь Степан Рогов.'
const asphalt =
  '# Тихий асфальт\n\nНа шоссе у Клина уложили пористое покрытие. Шум от машин уменьшился вдвое, и жители перестали жаловаться.'
const school =
  '# Школа открыта\n\nВ посёлке Верхний Стан открыли школу на двести мест. Первого сентября в неё пришли сто сорок детей.'

/** Words of the texts, and others that mean the same. */
const things = [
  'лес|чащ|бор',
  'волч|волк|детёныш|хищник',
  'шоссе|трасс|дорог',
  'шум|тих|тише|громк',
  'школ|учёб',
]

it.each([
  ['far apart, as text-embedding-3-small does', 0.1],
  ['close to each other, as multilingual-e5 does', 0.75],
])(
  'a model that puts what has nothing in common %s finds Russian paraphrases, and nothing where nothing is meant',
  async (_, floor) => {
    const server = await startOpenAiServer({ vectorOf: meaningModel(things, floor) })
    onTestFinished(() => server.close())
    const cli = openCommandLine({
      settings: {
        EMBEDDING_MODEL: 'openai:text-embedding-3-small',
        OPENAI_API_KEY: 'test-key',
        OPENAI_BASE_URL: server.url,
        MODELS: 'local:extractive',
      },
    })
    for (const [name, text] of Object.entries({ wolves, asphalt, school }))
      expect((await cli.run(cli.file(`${name}.md`, text), '-d', 'deep')).code).toBe(0)
    const recall = async (question: string) =>
      JSON.parse((await cli.run('recall', question, '--json')).stdout)

    const found = await recall('Есть ли в чаще детёныши хищников?')
    expect(found).toMatchObject({ found: true, searched_by: ['words', 'meaning'], answered_by: 'quotes' })
    expect(found.quotes[0]).toMatchObject({ title: 'Волки вернулись' })
    expect(found.cost.node_costs.answering).toBeGreaterThan(0)
    expect((await recall('Почему на трассе стало тише?')).quotes[0]).toMatchObject({ title: 'Тихий асфальт' })
    expect(await recall('Кто построил пирамиды?')).toMatchObject({ found: false, quotes: [] })
    expect((await cli.run('verify')).code).toBe(0)
  },
)
