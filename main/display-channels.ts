/** What the customer's window asks first: the view as it is now. */
export const DISPLAY_VIEW = 'display:view'

/** What main sends it: each view after that. */
export const DISPLAY_CHANGED = 'display:changed'

/** What it sends main: a view is on the glass. */
export const DISPLAY_SHOWN = 'display:shown'
