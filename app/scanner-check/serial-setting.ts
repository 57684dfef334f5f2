/** Baud rate and format of a serial line: data bits, parity (none, even, odd), and its one stop bit. */
export interface SerialSetting {
  readonly baudRate: number
  readonly format: '8N1' | '7E1' | '7O1' | '8E1' | '8O1'
}

/** The baud rates that scanners offer, the likeliest first. */
export const BAUD_RATES = [
  9600, 115_200, 38_400, 19_200, 57_600, 4800, 2400, 1200, 600, 300,
] as const

/** The formats that scanners offer, the likeliest first. */
export const FORMATS = ['8N1', '7E1', '8E1', '7O1', '8O1'] as const

/** Every setting once, in the order in which they are worth trying. */
export const SETTINGS: readonly SerialSetting[] = FORMATS.flatMap((format) =>
  BAUD_RATES.map((baudRate) => ({ baudRate, format })),
)

/** Whether these are the same. */
export const isSameSetting = (one: SerialSetting, other: SerialSetting): boolean =>
  one.baudRate === other.baudRate && one.format === other.format
