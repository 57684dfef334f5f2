import type { Texts } from './texts.ts'

/** Filling the set-up from a file, and writing it into one. */
export const setupFile = {
  title: { 'zh-Hans': '配置文件', 'zh-Hant': '設定檔', en: 'Configuration file' },
  about: {
    'zh-Hans':
      '导出的文件不含密钥、证书、p12 密码和注册码，可以放心传给别的收银机；导入后先看一遍，改好再保存。',
    'zh-Hant':
      '匯出的檔案不含密鑰、證書、p12 密碼及註冊碼，可放心傳給其他收銀機；匯入後先看一遍，改好再儲存。',
    en: 'An exported file holds no key, certificate, passphrase or enrolment code, so it can be handed to other tills. After an import look it through, then save.',
  },
  aboutImport: {
    'zh-Hans': '有别的收银机导出的配置文件？导入后各步就已填好，只需看一遍。',
    'zh-Hant': '有其他收銀機匯出的設定檔？匯入後各步已經填好，只需看一遍。',
    en: 'Is there a file that another till exported? After an import the steps are filled in and only have to be looked through.',
  },
  import: { 'zh-Hans': '导入…', 'zh-Hant': '匯入…', en: 'Import…' },
  export: { 'zh-Hans': '导出…', 'zh-Hant': '匯出…', en: 'Export…' },
  imported: {
    'zh-Hans': '已填入 {{file}} 的内容，还没有保存',
    'zh-Hant': '已填入 {{file}} 的內容，尚未儲存',
    en: 'Filled in from {{file}}; not saved yet',
  },
  passphrase: {
    'zh-Hans': '文件里的 p12 密码没有读入：请在“密钥和证书”里填写',
    'zh-Hant': '檔案內的 p12 密碼沒有讀入：請在「密鑰及證書」填寫',
    en: 'The passphrase in the file was left out: type it under “Keys and certificates”',
  },
  unreadable: {
    'zh-Hans': '读不了 {{file}}：{{detail}}',
    'zh-Hant': '無法讀取 {{file}}：{{detail}}',
    en: '{{file}} cannot be read: {{detail}}',
  },
  invalid: {
    'zh-Hans': '{{file}} 有错误，没有导入：',
    'zh-Hant': '{{file}} 有錯誤，沒有匯入：',
    en: '{{file}} has mistakes and was not taken:',
  },
  exported: {
    'zh-Hans': '已写入 {{file}}，不含任何密钥',
    'zh-Hant': '已寫入 {{file}}，不含任何密鑰',
    en: 'Written to {{file}}, without any secret',
  },
  unwritable: {
    'zh-Hans': '写不了 {{file}}：{{detail}}',
    'zh-Hant': '無法寫入 {{file}}：{{detail}}',
    en: '{{file}} cannot be written: {{detail}}',
  },
} as const satisfies Texts
