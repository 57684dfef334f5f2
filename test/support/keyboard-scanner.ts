import type { ElectronApplication } from '@playwright/test'
import type { WedgeOptions } from '../../hardware/scanner/wedge-burst.ts'
import { wedgeStrokes } from '../../hardware/scanner/wedge-emulator.ts'

/** Scans with a keyboard scanner into the app's first window. Resolves when its last key was pressed. */
export async function typeAsScanner(
  app: ElectronApplication,
  text: string,
  { gapMs = 5, ...options }: WedgeOptions & { readonly gapMs?: number } = {
    prefix: '',
    suffix: 'enter',
  },
): Promise<void> {
  const strokes = wedgeStrokes(text, options)
  await app.evaluate(
    async ({ BrowserWindow }, typed) => {
      const contents = BrowserWindow.getAllWindows().at(0)?.webContents
      if (contents === undefined) throw new Error('there is no window to type into')
      for (const stroke of typed.strokes) {
        for (const key of stroke) contents.sendInputEvent(key)
        await new Promise((resolve) => setTimeout(resolve, typed.gapMs))
      }
    },
    { strokes, gapMs },
  )
}
