/** What the light of the customer's display says, each with its colour. The renderer has a sentence for every one. */
export const DISPLAY_LIGHTS = {
  'display-shown': 'ok',
  /** No customer display is set up. */
  'display-none': 'off',
  /** Its monitor is unplugged or off. */
  'display-unplugged': 'bad',
  /** The till's own window is on the customer's monitor, and is not covered. */
  'display-till-there': 'bad',
  /** Its page died again and again. */
  'display-crashed': 'bad',
} as const satisfies Readonly<Record<string, 'ok' | 'wait' | 'bad' | 'off'>>

/** The stable kinds of the light. */
export type DisplayLightDetail = keyof typeof DISPLAY_LIGHTS

/** The light as the title bar shows it. */
export interface DisplayLight {
  readonly state: (typeof DISPLAY_LIGHTS)[DisplayLightDetail]
  readonly detail: DisplayLightDetail
}

/** The light of this kind, with its colour. */
export const displayLight = (detail: DisplayLightDetail): DisplayLight => ({
  state: DISPLAY_LIGHTS[detail],
  detail,
})
