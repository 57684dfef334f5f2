import { expect, it } from 'vitest'
import { checkFile, checkWrapped, importsOf } from '../../scripts/layers.ts'

const problems = (file: string, source: string) =>
  checkFile(file, source).map(({ problem }) => problem)

it.each([
  ['app/payment/flow.ts', "import { z } from 'zod'", 'app may not use the package zod'],
  [
    'app/payment/flow.ts',
    "import { createHash } from 'node:crypto'",
    'app may not use node:crypto',
  ],
  ['app/payment/flow.ts', "import fs from 'fs'", 'app may not use node:fs'],
  [
    'app/payment/flow.ts',
    "import { sign } from '../wechat/sign.ts'",
    'app may import no other folder, not app/wechat/sign.ts',
  ],
  [
    'app/money.ts',
    "const m = await import('../main/x.ts')",
    'app may import no other folder, not main/x.ts',
  ],
  [
    'app/money.ts',
    "type M = import('../main/x.ts').X",
    'app may import no other folder, not main/x.ts',
  ],
  ['app/money.ts', "export * from '../main/x.ts'", 'app may import no other folder, not main/x.ts'],
  [
    'app/money.ts',
    'export const load = (m: string) => import(m)',
    'names no module: write it as text',
  ],
  ['app/wechat/sign.ts', "import fs from 'node:fs'", 'app/wechat may not use node:fs'],
  [
    'app/contract/contract.ts',
    "import { App } from 'electron'",
    'app/contract may not use the package electron',
  ],
  [
    'hardware/scanner/serial.ts',
    "import { x } from '../../main/x.ts'",
    'hardware may import app, app/wechat, app/contract, not main/x.ts',
  ],
  [
    'hardware/scanner/serial.ts',
    "import { app } from 'electron'",
    'hardware may not use the package electron',
  ],
  [
    'simulator/main.ts',
    "import { x } from '../hardware/x.ts'",
    'simulator may import app, app/wechat, app/contract, adapters, not hardware/x.ts',
  ],
  [
    'renderer/view/app.tsx',
    "import { ipcRenderer } from 'electron'",
    'renderer may not use the package electron',
  ],
  ['renderer/view/app.tsx', "import os from 'node:os'", 'renderer may not use node:os'],
  ['renderer/view/app.tsx', "const os = require('os')", 'renderer may not use node:os'],
  [
    'renderer/view/app.tsx',
    "import { sign } from '../../app/wechat/sign.ts'",
    'renderer may import app, app/contract, not app/wechat/sign.ts',
  ],
  [
    'main/main.ts',
    "import { x } from '../renderer/x.ts'",
    'main may import app, app/wechat, app/contract, hardware, adapters, not renderer/x.ts',
  ],
  [
    'main/main.ts',
    "import { x } from '../simulator/x.ts'",
    'main may import app, app/wechat, app/contract, hardware, adapters, not simulator/x.ts',
  ],
])('%s may not say: %s', (file, source, problem) => {
  expect(problems(file, source)).toEqual([problem])
})

it.each([
  ['main/main.ts', "import { x } from '../adapters/x.ts'"],
  ['app/payment/flow.ts', "import type { Clock } from '../ports.ts'"],
  [
    'app/wechat/sign.ts',
    "import { createHash } from 'node:crypto'\nimport type { Order } from '../ports.ts'",
  ],
  ['app/wechat/xml.ts', "import { SaxesParser } from 'saxes'"],
  ['app/contract/contract.ts', "import { z } from 'zod'\nimport type { Order } from '../ports.ts'"],
  [
    'hardware/scanner/serial.ts',
    "import { SerialPort } from 'serialport'\nimport fs from 'node:fs'",
  ],
  ['simulator/main.ts', "import { sign } from '../app/wechat/sign.ts'"],
  [
    'renderer/view/app.tsx',
    "import { asks } from '../../app/contract/contract.ts'\nimport './app.css'",
  ],
  ['main/main.ts', "import { app } from 'electron'\nimport { x } from '../hardware/x.ts'"],
  ['scripts/start.ts', "import { x } from '../simulator/x.ts'"],
])('%s may say: %s', (file, source) => {
  expect(problems(file, source)).toEqual([])
})

it('names the line', () => {
  expect(checkFile('app/money.ts', "\n\nimport { z } from 'zod'")[0]?.line).toBe(3)
})

it('tells a type from a value', () => {
  const source =
    "import type { A } from 'a'\nimport { type B } from 'b'\nimport { type C, c } from 'c'"
  expect(importsOf('main/x.ts', source).map(({ typeOnly }) => typeOnly)).toEqual([
    true,
    true,
    false,
  ])
})

it('lets one file of a folder wrap a native package, and any file name its types', () => {
  const sources = new Map([
    ['hardware/a.ts', "import { SerialPort } from 'serialport'"],
    ['hardware/b.ts', "import type { SerialPort } from 'serialport'"],
    ['hardware/c.ts', "const { SerialPort } = await import('serialport')"],
  ])
  expect(checkWrapped(sources)).toEqual([
    {
      file: 'hardware/c.ts',
      line: 1,
      problem: 'serialport is wrapped by hardware/a.ts; import that file instead',
    },
  ])
})
