/** Makers whose scanners are told by their USB vendor id (usb.ids). */
export const VENDORS = {
  honeywell: { name: 'Honeywell', ids: ['0c2e', '0536', '067e', '23d0'] },
  zebra: { name: 'Zebra', ids: ['05e0'] },
  datalogic: { name: 'Datalogic', ids: ['05f9'] },
  newland: { name: 'Newland', ids: ['1eab'] },
} as const

export type Vendor = keyof typeof VENDORS

/** The maker behind a USB vendor id of four hexadecimal digits; null: none of these. */
export function vendorOf(vendorId: string): Vendor | null {
  const id = vendorId.toLowerCase()
  // The keys of VENDORS are all there is.
  const names = Object.keys(VENDORS) as Vendor[]
  return names.find((name) => VENDORS[name].ids.some((own) => own === id)) ?? null
}

/** What a configuration bar code of a scanner's manual changes. */
export type ScannerJob = 'hid-pos' | 'usb-serial' | 'keyboard'

/**
 * How the manuals call the codes for a mode, as they print it: Honeywell's user guides in their table of terminal ids; Newland by the ends
 * of its product ids (03, 06, 10: usb.ids). Where a manual's words are not known there is none.
 */
const CODES: { readonly [V in Vendor]: { readonly [J in ScannerJob]?: string } } = {
  honeywell: {
    'hid-pos': 'Terminal ID 131 · USB HID POS',
    'usb-serial': 'Terminal ID 130 · USB Serial',
    keyboard: 'Terminal ID 124 · USB PC Keyboard (HID)',
  },
  zebra: { 'hid-pos': 'HID POS', 'usb-serial': 'CDC' },
  datalogic: { 'hid-pos': 'HID POS', 'usb-serial': 'USB-COM / RS-232 emulation' },
  newland: { 'hid-pos': 'HID POS', 'usb-serial': 'USB CDC', keyboard: 'HID Keyboard' },
}

/** The name of the configuration code for a job in this maker's manual; null: look for words like it. */
export const codeName = (vendor: Vendor | null, job: ScannerJob): string | null =>
  vendor === null ? null : (CODES[vendor][job] ?? null)
