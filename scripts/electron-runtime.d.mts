/** An Electron on this machine. */
export interface ElectronRuntime {
  /** The executable. */
  readonly path: string
  /** The folder that holds it, as `electron-builder` wants it. */
  readonly dist: string
  readonly version: string
  readonly source: 'override' | 'official' | 'fallback'
}

export function electronRuntime(options?: { readonly fetch?: true }): Promise<ElectronRuntime>
export function electronRuntime(options: {
  readonly fetch: boolean
}): Promise<ElectronRuntime | undefined>

/** One line that names a runtime, for every program that starts one. */
export function describeRuntime(runtime: ElectronRuntime): string
