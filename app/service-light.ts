type Colours = Readonly<Record<string, 'ok' | 'wait' | 'bad' | 'off'>>

/** What the network's light says, each with its colour. The renderer has a sentence for every one. */
export const NETWORK_LIGHTS = {
  online: 'ok',
  /** The system has no network connection at all. */
  offline: 'bad',
} as const satisfies Colours

/** What the light of WeChat, or of the merchant's backend, says, each with its colour. The renderer has a sentence for every one. */
export const WECHAT_LIGHTS = {
  /** The last call was answered, and the answer was WeChat's. */
  answering: 'ok',
  /** Nothing was asked yet. */
  idle: 'off',
  /** The last call got no answer in time. */
  slow: 'wait',
  /** No connection could be made. */
  unreachable: 'bad',
  /** The other side could not prove to be WeChat, or its answers are not signed with the merchant's key. */
  untrusted: 'bad',
  /** WeChat refuses the till's requests as a whole: most often the API key or the merchant id is wrong. */
  refused: 'bad',
  /** The till is not set up to reach WeChat. */
  'not-set-up': 'bad',
  /** Merchant-backend mode: the last call was answered. */
  'backend-answering': 'ok',
  'backend-idle': 'off',
  /** No answer in time, or the backend says that it cannot work now. */
  'backend-slow': 'wait',
  'backend-unreachable': 'bad',
  /** The other side could not prove to be the backend, or does not speak as one. */
  'backend-untrusted': 'bad',
  /** The backend takes nothing from this till: revoked, or not known. */
  'backend-refused': 'bad',
  'backend-not-set-up': 'bad',
} as const satisfies Colours

/** The stable kinds of the network's light. */
export type NetworkLightDetail = keyof typeof NETWORK_LIGHTS
/** The stable kinds of WeChat's light. */
export type WechatLightDetail = keyof typeof WECHAT_LIGHTS

/** The network's light of this kind, with its colour. */
export const networkLight = (detail: NetworkLightDetail) => ({
  state: NETWORK_LIGHTS[detail],
  detail,
})

/** WeChat's light of this kind, with its colour. */
export const wechatLight = (detail: WechatLightDetail) => ({ state: WECHAT_LIGHTS[detail], detail })
