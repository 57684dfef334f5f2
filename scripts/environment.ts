/** This program's environment with some more in it, as Playwright takes it: texts alone. */
export const environmentWith = (
  more: Readonly<Record<string, string>>,
): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, text]) =>
      text === undefined ? [] : [[name, text]],
    ),
  ),
  ...more,
})
