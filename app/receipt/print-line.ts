/** One line of a slip, whatever prints it. */
export type PrintLine =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly align: 'left' | 'center' | 'right'
      /** `large` is twice as high and twice as wide. */
      readonly size: 'normal' | 'large'
      readonly bold: boolean
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' }
  /** A number to be scanned: as Code 128 where the paper is wide enough, else as a QR code. */
  | { readonly kind: 'scannable'; readonly data: string }
  | { readonly kind: 'qr'; readonly data: string }

/** Paper as printers take it. */
export type Paper = '58mm' | '80mm'

/** What fits on a line: characters of the usual font (12 dots wide), and dots (203 a inch). */
export const PAPERS: {
  readonly [P in Paper]: { readonly columns: number; readonly dots: number }
} = {
  '58mm': { columns: 32, dots: 384 },
  '80mm': { columns: 48, dots: 576 },
}
