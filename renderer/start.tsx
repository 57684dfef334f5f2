import './styles/mantine.css'
import './styles/fonts.css'
import './styles/theme.css'
import './styles/frame.css'
import './styles/counter.css'
import './styles/signs.css'
import './styles/verdict.css'
import './styles/waiting.css'
import './styles/dialogs.css'
import './styles/setup.css'
import './styles/slips.css'
import './styles/people.css'
import './styles/refunds.css'
import './styles/small.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import { theme } from './theme.ts'
import { applyTextSize, fitTextSize } from './preferences-store.ts'
import { openPanel } from './panel-store.ts'
import { follow, useTill } from './till-store.ts'

/** Draws the window into the page and follows main. */
export async function start(): Promise<void> {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('the page has no #root')
  applyTextSize()
  window.addEventListener('resize', fitTextSize)
  // Drawn once, with all that main knows: until then the page's own markup says that it is starting.
  await follow(window.till)
  if (useTill.getState().snapshot?.firstRun === true) openPanel('guide')
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <FaultBoundary>
        <App />
      </FaultBoundary>
    </MantineProvider>,
  )
}
