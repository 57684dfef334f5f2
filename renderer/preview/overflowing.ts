/** Places of the till's window that hold texts. */
export const TILL_PLACES =
  '.verdict-content, .amount-zone, .command, .pad-key, .title-bar, .help-screen'

/** Places whose content is wider or higher than they are: texts that do not fit. */
export function overflowing(places: string): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>(places)]
    .filter(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
    )
    .map(
      ({ className, scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        `${className}: ${scrollWidth}×${scrollHeight} in ${clientWidth}×${clientHeight}`,
    )
}
