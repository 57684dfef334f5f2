import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** A printing system of a test's own, with one receipt printer that keeps what comes out of it as a PDF. */
export interface CupsPrinter {
  readonly name: string
  /** What a program must have in its environment to print here. */
  readonly env: Readonly<Record<string, string>>
  /** The latest paper. */
  readonly paper: string
  readonly stop: () => Promise<void>
}

const run = promisify(execFile)

const SERVER = '/usr/sbin/cupsd'
const NEEDED = [SERVER, '/usr/sbin/lpadmin', '/usr/lib/cups/filter/pdftopdf', '/usr/bin/pdftoppm']

/** What this machine lacks for it; null: nothing. */
export const missingForCups = (): string | null => NEEDED.find((file) => !existsSync(file)) ?? null

const serverFile = (socket: string): string => `Listen ${socket}
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`

const folderFile = (folder: string): string =>
  [
    'FileDevice Yes',
    ...['ServerRoot', 'RequestRoot', 'CacheDir', 'StateDir', 'TempDir'].map(
      (name) => `${name} ${path.join(folder, name)}`,
    ),
    ...['ErrorLog', 'AccessLog', 'PageLog'].map(
      (name) => `${name} ${path.join(folder, 'log', name)}`,
    ),
    '',
  ].join('\n')

/** A driver that takes paper 80 mm wide and as long as the slip, and hands on the PDF. */
const DRIVER = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "RECEIPT.PPD"
*Manufacturer: "Test"
*Product: "(Receipt)"
*ModelName: "Receipt"
*ShortNickName: "Receipt"
*NickName: "Receipt"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsVersion: 2.4
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*VariablePaperSize: True
*HWMargins: 0 0 0 0
*MaxMediaWidth: "228"
*MaxMediaHeight: "6000"
*NonUIOrderDependency: 10 AnySetup *CustomPageSize
*CustomPageSize True: "pop"
*ParamCustomPageSize Width: 1 points 100 228
*ParamCustomPageSize Height: 2 points 60 6000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
*OpenUI *PageSize/Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: w227h600
*PageSize w227h600/80mm: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: w227h600
*PageRegion w227h600/80mm: ""
*CloseUI: *PageRegion
*DefaultImageableArea: w227h600
*ImageableArea w227h600/80mm: "0 0 227 600"
*DefaultPaperDimension: w227h600
*PaperDimension w227h600/80mm: "227 600"
`

/** Starts it. Nothing of it is seen outside: it listens at a socket in a folder of its own. */
export async function startCupsPrinter(): Promise<CupsPrinter> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cups-'))
  for (const name of ['ServerRoot', 'RequestRoot', 'CacheDir', 'StateDir', 'TempDir', 'log']) {
    mkdirSync(path.join(folder, name))
    // Filters run as another user.
    chmodSync(path.join(folder, name), 0o777)
  }
  chmodSync(folder, 0o777)
  const socket = path.join(folder, 'socket')
  const paper = path.join(folder, 'paper.pdf')
  const files = { 'cupsd.conf': serverFile(socket), 'files.conf': folderFile(folder), ppd: DRIVER }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const [server, where] = [path.join(folder, 'cupsd.conf'), path.join(folder, 'files.conf')]
  const child = spawn(SERVER, ['-f', '-c', server, '-s', where], { stdio: 'ignore' })
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill()
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  const env = { CUPS_SERVER: socket }
  const add = ['-p', 'receipt', '-E', '-v', `file:${paper}`, '-P', path.join(folder, 'ppd')]
  try {
    await retried(() => run('lpadmin', add, { env: { ...process.env, ...env } }))
  } catch (error) {
    await stop()
    throw error
  }
  return { name: 'receipt', env, paper, stop }
}

/** The server takes no jobs for a moment after its start. */
async function retried(work: () => Promise<unknown>, triesLeft = 100): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (triesLeft === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 100))
    await retried(work, triesLeft - 1)
  }
}
