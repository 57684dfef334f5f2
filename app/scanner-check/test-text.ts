/**
 * What the test code says. It can be no payment code, goods or address; it has capitals and small letters (Caps Lock), letters,
 * digits and a hyphen that other keyboard layouts put elsewhere, and it fits the smallest QR code.
 */
export const TEST_TEXT = 'Till-Qy7-0431z'
