/**
 * The table that stands in books into which others are being moved, and is gone when all of them are there: how far each of their tables
 * has come; a row without the name of a table says from where.
 */
export const progressTable = 'transfer_progress'
