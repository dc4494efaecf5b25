/** Numerator and denominator, so that thirds stay exact. */
export type Fraction = readonly [numerator: number, denominator: number]

export const one: Fraction = [1, 1]
