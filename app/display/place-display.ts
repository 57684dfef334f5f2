/** A rectangle of the desktop that all monitors make up. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A monitor that is connected. */
export interface Monitor {
  /** The system's own name for it; the same after a restart, as far as the system can. */
  readonly id: string
  readonly bounds: Area
  /** The till's own window is on it. */
  readonly hasTill: boolean
}

/** The monitor that was chosen for the customer, as it was then. */
export interface ChosenMonitor {
  readonly id: string
  readonly bounds: Area
}

/** Where the customer's display goes now, or why nowhere. */
export type Placement =
  | { readonly kind: 'on'; readonly monitor: Monitor }
  /** The chosen monitor is not connected. */
  | { readonly kind: 'absent' }
  /** The till's own window is there, and must not be covered. */
  | { readonly kind: 'till-there' }

const sameSize = (one: Area, other: Area): boolean =>
  one.width === other.width && one.height === other.height

const sameArea = (one: Area, other: Area): boolean =>
  sameSize(one, other) && one.x === other.x && one.y === other.y

/**
 * The monitor for the customer's display. The chosen one is known by its id; a graphics driver may give it another after an
 * update or at another plug, so then the same place and size count, then the same size, if only one has it. Without a choice it
 * is the monitor beside the till's. Never the one that the till is on: a cashier who cannot see the till cannot take money.
 */
export function placeDisplay(
  chosen: ChosenMonitor | null,
  monitors: readonly Monitor[],
): Placement {
  const found = chosen === null ? monitors.find(({ hasTill }) => !hasTill) : find(chosen, monitors)
  if (found === undefined) return { kind: 'absent' }
  return found.hasTill ? { kind: 'till-there' } : { kind: 'on', monitor: found }
}

function find({ id, bounds }: ChosenMonitor, monitors: readonly Monitor[]): Monitor | undefined {
  const byId = monitors.find((monitor) => monitor.id === id)
  if (byId !== undefined) return byId
  const byArea = monitors.find((monitor) => sameArea(monitor.bounds, bounds))
  if (byArea !== undefined) return byArea
  const [bySize, another] = monitors.filter(
    (monitor) => !monitor.hasTill && sameSize(monitor.bounds, bounds),
  )
  return another === undefined ? bySize : undefined
}
