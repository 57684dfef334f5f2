/** What somebody may be in a shop. */
export const ROLES = ['cashier', 'manager', 'admin'] as const

/** What somebody may be in a shop: an admin sets tills up, a manager runs the shop, a cashier sells. */
export type Role = (typeof ROLES)[number]

/** Somebody who works at this till. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** Something that not everybody may do. */
export type Act =
  /** Take payments, look at sales, print slips. */
  | 'sell'
  /** Ask for a refund; a manager has to approve it. */
  | 'ask-refund'
  | 'approve-refund'
  | 'open-drawer'
  /** X reports, at any time. */
  | 'read-shift'
  /** End a shift with its Z report. */
  | 'close-shift'
  /** Compare days with WeChat's bill, and deal with what differs. */
  | 'reconcile'
  | 'set-up'
  /** Add, change and remove people, and read what everybody did. */
  | 'manage-people'
  /** Leave the full screen for the system behind it. */
  | 'leave-kiosk'

const ALL: readonly Role[] = ROLES
const RESPONSIBLE: readonly Role[] = ['manager', 'admin']

/** Who may do what. One table: nothing else decides it. */
export const MAY: { readonly [A in Act]: readonly Role[] } = {
  sell: ALL,
  'ask-refund': ALL,
  'approve-refund': RESPONSIBLE,
  'open-drawer': RESPONSIBLE,
  'read-shift': ALL,
  'close-shift': RESPONSIBLE,
  reconcile: RESPONSIBLE,
  'set-up': RESPONSIBLE,
  'manage-people': RESPONSIBLE,
  'leave-kiosk': RESPONSIBLE,
}

/** Whether people of this role may do it. */
export const may = (role: Role, act: Act): boolean => MAY[act].includes(role)

/** Whether somebody among these could let the others do their work: a till must never be left without. */
export const hasResponsible = (people: readonly Person[]): boolean =>
  people.some(({ role }) => may(role, 'manage-people'))
