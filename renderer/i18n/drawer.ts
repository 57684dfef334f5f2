import type { Texts } from './texts.ts'

/** Opening the cash drawer without a sale. */
export const drawer = {
  title: { 'zh-Hans': '打开钱箱', 'zh-Hant': '打開錢箱', en: 'Open the cash drawer' },
  reason: { 'zh-Hans': '原因', 'zh-Hant': '原因', en: 'Reason' },
  reasonMore: {
    'zh-Hans': '会打印一张凭条，并记入操作记录。',
    'zh-Hant': '會列印一張單據，並記入操作記錄。',
    en: 'It is printed on a slip and kept in the log.',
  },
  open: { 'zh-Hans': '打开', 'zh-Hant': '打開', en: 'Open' },
  approveMore: {
    'zh-Hans': '打开钱箱要店长同意：选择姓名，输入密码。',
    'zh-Hant': '打開錢箱要店長同意：選擇姓名，輸入密碼。',
    en: 'Opening the drawer needs a manager: choose the name, type the PIN.',
  },
} as const satisfies Texts
