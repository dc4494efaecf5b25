/** Of a call that is traced, what was asked and answered stays here. */
export const withoutTexts = { recordInputs: false, recordOutputs: false } as const
