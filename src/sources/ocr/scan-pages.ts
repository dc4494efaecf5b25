/** So many pages of a scan are read. */
export const mostScanPages = 20
