import { BrowserWindow } from 'electron'
import { PAPERS, type Paper } from '../app/receipt/print-line.ts'

/** A page for the system's printer. */
export interface SystemPage {
  /** As the system names the printer; empty for its default. */
  readonly name: string
  readonly paper: Paper
  readonly svg: string
}

/** Width of the paper, and what of it a receipt printer's head reaches. */
const MICRONS: { readonly [P in Paper]: number } = { '58mm': 58_000, '80mm': 80_000 }
const DOTS_PER_MM = 8
const MARGIN_DOTS = 24

/**
 * Prints a picture through the system's own driver, without a dialog. Null when the system took it; else what it said. Runs in
 * a hidden window that has no script, no preload and nothing but the picture.
 */
export async function printPicture({ name, paper, svg }: SystemPage): Promise<string | null> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      partition: 'receipt',
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  })
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(pageOf(svg, paper))}`)
    const options = {
      silent: true,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: { width: MICRONS[paper], height: heightMicrons(svg) },
      ...(name === '' ? {} : { deviceName: name }),
    } as const
    return await new Promise((resolve) => {
      window.webContents.print(options, (printed, reason) => resolve(printed ? null : reason))
    })
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  } finally {
    window.destroy()
  }
}

const pageOf = (svg: string, paper: Paper): string => {
  const mm = (PAPERS[paper].dots + 2 * MARGIN_DOTS) / DOTS_PER_MM
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  return (
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>@page{margin:0}body{margin:0}img{display:block;width:${mm}mm;margin:0 auto}</style>` +
    `<img alt="" src="${picture}">`
  )
}

/** As long as the slip, so that no paper is wasted; one unit of the picture is a dot. */
function heightMicrons(svg: string): number {
  const [, dots = '0'] = /height="(\d+)"/.exec(svg) ?? []
  return Math.max(Math.ceil((Number(dots) / DOTS_PER_MM) * 1000), 30_000)
}
