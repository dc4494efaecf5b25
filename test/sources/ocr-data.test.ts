import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { gatherTrainedData, trainedDataFile } from '../../src/sources/ocr/trained-data.ts'

it('the data of a language that comes along is used where it lies', () => {
  const { folder, languages, isPacked, remove } = gatherTrainedData(['eng', 'tlh'])
  expect([languages, isPacked]).toEqual([['eng'], true])
  expect(readdirSync(folder)).toContain('eng.traineddata.gz')
  remove()
  expect(existsSync(folder)).toBe(true)
})

it('a language that is not installed has no file', () => {
  expect(trainedDataFile('tlh')).toBeUndefined()
  expect(basename(trainedDataFile('eng') ?? '')).toBe('eng.traineddata.gz')
})
