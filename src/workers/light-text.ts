/** Texts of up to so many characters are read within some milliseconds, whatever is looked for: longer ones are given to workers. */
export const lightCharacters = 50_000
