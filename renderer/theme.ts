import { createTheme } from '@mantine/core'

/**
 * Only what components read in code. The variables that Mantine would write into a `<style>` element,
 * which the content security policy forbids, are in styles/theme.css.
 */
export const theme = createTheme({
  primaryColor: 'blue',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})
