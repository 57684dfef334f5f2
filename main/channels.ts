/** IPC channel of a call of the contract. */
export const callChannel = (name: string): string => `call:${name}`

/** IPC channel of a notice of the contract. */
export const noticeChannel = (name: string): string => `notice:${name}`

/** Begins the word of the command line that says at which socket somebody plays a USB HID scanner. */
export const EMULATED_HID = '--emulated-hid='
