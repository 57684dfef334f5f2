const PLACES = '.verdict-content, .amount-zone, .command, .pad-key, .title-bar, .help-screen'

/** Places whose content is wider or higher than they are: texts that do not fit. */
export function overflowing(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>(PLACES)]
    .filter(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1,
    )
    .map(
      ({ className, scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        `${className}: ${scrollWidth}×${scrollHeight} in ${clientWidth}×${clientHeight}`,
    )
}
