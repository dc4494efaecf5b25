/** Samples a second that recognisers of speech work with. */
export const speechRate = 16_000
