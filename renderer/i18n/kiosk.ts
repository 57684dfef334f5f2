import type { Texts } from './texts.ts'

/** Leaving the till that fills its screen. */
export const kiosk = {
  title: { 'zh-Hans': '退出全屏锁定', 'zh-Hant': '退出全螢幕鎖定', en: 'Leave the full screen' },
  pinMore: {
    'zh-Hans': '需要店长的密码。退出后收银台变成普通窗口，可以关闭；重新启动后恢复全屏。',
    'zh-Hant': '需要店長的密碼。退出後收銀台變成普通視窗，可以關閉；重新啟動後恢復全螢幕。',
    en: 'This needs a manager’s PIN. The till then is a window like any other and can be closed; the next start fills the screen again.',
  },
  nobodyMore: {
    'zh-Hans':
      '退出后收银台变成普通窗口，可以关闭；重新启动后恢复全屏。在设置里添加人员后，退出需要店长的密码。',
    'zh-Hant':
      '退出後收銀台變成普通視窗，可以關閉；重新啟動後恢復全螢幕。在設定內加入人員後，退出需要店長的密碼。',
    en: 'The till then is a window like any other and can be closed; the next start fills the screen again. Once people are set up this asks for a manager’s PIN.',
  },
  leave: { 'zh-Hans': '退出全屏', 'zh-Hant': '退出全螢幕', en: 'Leave full screen' },
  stay: { 'zh-Hans': '留在收银台', 'zh-Hant': '留在收銀台', en: 'Stay at the till' },
} as const satisfies Texts
