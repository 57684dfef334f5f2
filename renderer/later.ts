import { lazy } from 'react'

const help = () => import('./dialogs/help-dialog.tsx')
const manual = () => import('./manual/manual-dialog.tsx')
const typeCode = () => import('./dialogs/type-code-dialog.tsx')
const leave = () => import('./dialogs/leave-dialog.tsx')
const waiting = () => import('./waiting/waiting-dialog.tsx')
const receipts = () => import('./sales/sales-dialog.tsx')
const refund = () => import('./refunds/refund-dialog.tsx')
const openSetUp = () => import('./people/open-set-up-dialog.tsx')
const shift = () => import('./shift/shift-dialog.tsx')
const leaveKiosk = () => import('./people/leave-kiosk-dialog.tsx')
const drawer = () => import('./drawer/drawer-dialog.tsx')
const looks = () => import('./frame/looks-menu.tsx')

export const HelpDialog = lazy(async () => ({ default: (await help()).HelpDialog }))
/** Long, and read at leisure: loaded when it is opened. */
export const ManualDialog = lazy(async () => ({ default: (await manual()).ManualDialog }))
export const TypeCodeDialog = lazy(async () => ({ default: (await typeCode()).TypeCodeDialog }))
export const LeaveDialog = lazy(async () => ({ default: (await leave()).LeaveDialog }))
export const WaitingDialog = lazy(async () => ({ default: (await waiting()).WaitingDialog }))
export const SalesDialog = lazy(async () => ({ default: (await receipts()).SalesDialog }))
export const OpenSetUpDialog = lazy(async () => ({ default: (await openSetUp()).OpenSetUpDialog }))
export const ShiftDialog = lazy(async () => ({ default: (await shift()).ShiftDialog }))
export const RefundDialog = lazy(async () => ({ default: (await refund()).RefundDialog }))
export const LeaveKioskDialog = lazy(async () => ({
  default: (await leaveKiosk()).LeaveKioskDialog,
}))
export const DrawerDialog = lazy(async () => ({ default: (await drawer()).DrawerDialog }))
export const LooksMenu = lazy(async () => ({ default: (await looks()).LooksMenu }))

/**
 * Loads what lies over the sales screen at times. The first screen does not wait for it, and neither does whoever opens it:
 * called once that screen is painted.
 */
export async function loadLater(): Promise<void> {
  await Promise.all([
    help(),
    typeCode(),
    leave(),
    waiting(),
    receipts(),
    shift(),
    looks(),
    openSetUp(),
    refund(),
    leaveKiosk(),
    drawer(),
  ])
}
