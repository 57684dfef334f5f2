/** Draws the app's icon: a payment code that is read, on WeChat's green. `node scripts/make-icons.ts` */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]
type Shape = (x: number, y: number) => boolean

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
/** Each pixel is the mean of this many samples, squared. */
const SAMPLES = 4

const CLEAR: Colour = [0, 0, 0, 0]
const GREEN: Colour = [7, 160, 80, 255]
const WHITE: Colour = [255, 255, 255, 255]
const DARK: Colour = [6, 58, 34, 255]

/** A rectangle with round corners; the icon is one unit wide and high. */
const box =
  (left: number, top: number, right: number, bottom: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.max(left + radius - x, x - right + radius, 0)
    const dy = Math.max(top + radius - y, y - bottom + radius, 0)
    return dx * dx + dy * dy <= radius * radius
  }

/** A thick line with round ends. */
const stroke =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    const along = Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) <= width / 2
  }

/** Left edge and width of each bar. */
const BARS = [
  [0.2, 0.05],
  [0.29, 0.025],
  [0.355, 0.07],
  [0.465, 0.025],
  [0.53, 0.05],
  [0.62, 0.025],
  [0.685, 0.025],
  [0.75, 0.05],
] as const

/** From back to front. */
const LAYERS: readonly (readonly [Shape, Colour])[] = [
  [box(0.03, 0.03, 0.97, 0.97, 0.2), GREEN],
  [box(0.12, 0.2, 0.88, 0.66, 0.05), WHITE],
  ...BARS.map(([left, width]) => [box(left, 0.28, left + width, 0.58, 0), DARK] as const),
  [stroke(0.5, 0.72, 0.62, 0.84, 0.17), GREEN],
  [stroke(0.62, 0.84, 0.88, 0.54, 0.17), GREEN],
  [stroke(0.5, 0.72, 0.62, 0.84, 0.09), WHITE],
  [stroke(0.62, 0.84, 0.88, 0.54, 0.09), WHITE],
]

const colourAt = (x: number, y: number): Colour =>
  LAYERS.findLast(([shape]) => shape(x, y))?.[1] ?? CLEAR

function pixel(column: number, row: number, size: number): Colour {
  const sum = [0, 0, 0, 0]
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size
    const [red, green, blue, alpha] = colourAt(x, y)
    for (const [at, part] of [red * alpha, green * alpha, blue * alpha, alpha].entries()) {
      sum[at] = (sum[at] ?? 0) + part
    }
  }
  const [red = 0, green = 0, blue = 0, alpha = 0] = sum
  if (alpha === 0) return CLEAR
  return [red / alpha, green / alpha, blue / alpha, alpha / (SAMPLES * SAMPLES)]
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function png(size: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0])
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  const rows = Array.from({ length: size }, (_, row) => {
    const pixels = Array.from({ length: size }, (_, column) => pixel(column, row, size))
    return [0, ...pixels.flat().map(Math.round)]
  })
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const folder = path.resolve(import.meta.dirname, '..', 'build', 'icons')
mkdirSync(folder, { recursive: true })
for (const size of SIZES) writeFileSync(path.join(folder, `${size}x${size}.png`), png(size))
