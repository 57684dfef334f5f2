/** What people say for the currency; its official name is what banks write. */
export const SPOKEN_YUAN = '元'
