import { describe, expect, it } from 'vitest'
import { nothingTold, type Told, toldBy, toldTogether } from '../../../src/pricing/wire/told.ts'

describe('what one value of a reply tells', () => {
  it('is nothing where there is nothing', () => {
    const nothing = { ...nothingTold, cost: undefined, model: undefined, error: undefined }
    expect(toldBy({})).toEqual(nothing)
    expect(toldBy('usage')).toEqual(nothing)
    expect(toldBy({ usage: [3] })).toEqual(nothing)
    expect(toldBy({ usage: null })).toEqual(nothing)
  })

  it.each([
    ['model', { model: 'gpt-5' }],
    ['message.model', { message: { model: 'gpt-5' } }],
    ['response.model', { response: { model: 'gpt-5' } }],
    ['modelVersion', { modelVersion: 'gpt-5' }],
    ['the next place where the first is empty', { model: '', response: { model: 'gpt-5' } }],
    ['the next place where the first is no text', { model: 5, modelVersion: 'gpt-5' }],
  ])('is the model that answered, at %s', (_, body) => {
    expect(toldBy(body).model).toBe('gpt-5')
  })

  it('is no longer name of a model than is kept', () => {
    expect(toldBy({ model: 'x'.repeat(201) }).model).toBe('x'.repeat(200))
  })

  it.each([
    [{ choices: [{}] }, true],
    [{ content: [{}] }, true],
    [{ candidates: [{}] }, true],
    [{ output: 'x' }, true],
    [{ data: [{}] }, true],
    [{ embeddings: [[1]] }, true],
    [{ text: 'Hello' }, true],
    [{ delta: { text: 'H' } }, true],
    [{ choices: [] }, false],
    [{ choices: null }, false],
    [{ text: '' }, false],
    [{ id: 'r' }, false],
  ])('%j holds some part of an answer: %s', (body, hasAnswer) => {
    expect(toldBy(body).hasAnswer).toBe(hasAnswer)
  })

  it('is the first name of a figure that tells more than zero', () => {
    const usage = {
      input_tokens: 0,
      inputTokens: 7,
      output_tokens: -1,
      outputTokens: '5',
      completion_tokens: {},
    }
    expect(toldBy({ usage }).figures).toEqual({ input: 7, output: 5 })
  })

  it('is zero where every name tells zero', () => {
    expect(toldBy({ usage: { prompt_tokens: 0, completion_tokens: 0 } }).figures).toEqual({
      prompt: 0,
      output: 0,
    })
  })

  it('is all of modifiers, cost and error', () => {
    const body = { error: { code: 500 }, service_tier: 'flex', usage: { cost: 0.01 } }
    expect(toldBy(body)).toMatchObject({
      error: { status: 500 },
      modifiers: [{ kind: 'service_tier', value: 'flex' }],
      cost: { costUsd: '0.01' },
    })
  })
})

describe('what two events of a stream tell', () => {
  const early: Told = {
    figures: { input: 9, output: 1 },
    cost: { costUsd: '1' },
    modifiers: [{ kind: 'speed', value: 'fast' }],
    model: 'a',
    error: { names: 'a', isGateways: false },
    hasAnswer: true,
  }
  const late: Told = {
    figures: { output: 5, total: 3 },
    cost: { costUsd: '2' },
    modifiers: [
      { kind: 'speed', value: 'fast' },
      { kind: 'speed', value: 'standard' },
      { kind: 'inference_geo', value: 'fast' },
    ],
    model: 'b',
    error: { names: 'b', isGateways: false },
    hasAnswer: true,
  }

  it('is the larger of every count, the later word on all else, and each modifier once', () => {
    expect(toldTogether(early, late)).toEqual({
      ...late,
      figures: { input: 9, output: 5, total: 3 },
      modifiers: late.modifiers,
    })
  })

  it('holds though the later one is silent', () => {
    expect(toldTogether(early, nothingTold)).toEqual(early)
    expect(toldTogether(nothingTold, early)).toEqual(early)
    expect(toldTogether(nothingTold, nothingTold).hasAnswer).toBe(false)
  })

  it('never shrinks', () => {
    expect(
      toldTogether({ ...early, figures: { output: 7 } }, { ...late, figures: { output: 5 } }).figures,
    ).toEqual({ output: 7 })
  })
})
