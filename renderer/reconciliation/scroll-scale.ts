/** Chromium lays nothing out that is higher than 33,554,428 px, and a million rows are. */
export const HEIGHT_MAX = 30_000_000

/** How a scroll bar of a possible height stands for rows that are higher than that. */
export interface ScrollScale {
  /** Height of what is scrolled, in pixels of the page. */
  readonly height: number
  /** How far into the rows a scroll bar's position is. */
  readonly rowsAt: (scrollTop: number) => number
  /** Where the scroll bar is for a place in the rows. */
  readonly scrollTopAt: (rowsOffset: number) => number
}

/** One to one as long as the rows fit; beyond that the same way is longer in rows. */
export function scaleOf(rowsHeight: number, viewHeight: number): ScrollScale {
  const height = Math.min(rowsHeight, HEIGHT_MAX)
  const way = Math.max(0, height - viewHeight)
  const rowsWay = Math.max(0, rowsHeight - viewHeight)
  const factor = way === 0 ? 1 : rowsWay / way
  return {
    height,
    rowsAt: (scrollTop) => Math.min(scrollTop * factor, rowsWay),
    scrollTopAt: (rowsOffset) => Math.min(rowsOffset / factor, way),
  }
}
