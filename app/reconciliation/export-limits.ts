/** Lines of a sheet: a workbook is made in memory, and nobody reads more of them in one. The CSV has all. */
export const SHEET_LINES_MAX = 50_000

/** Differences that a page lists: more of them nobody reads on paper, and the CSV has all. */
export const PAGE_DIFFERENCES_MAX = 500
