import type { StartFault } from '../../app/contract/start-fault.ts'
import type { Translated } from '../../app/language.ts'
import type { Texts } from './texts.ts'

/** Why the till opened but cannot sell. Keys are the faults' own kinds. */
const faults = {
  'journal-locked': {
    'zh-Hans': '另一个收银程序正在使用交易记录。请关掉它，再重新打开本程序',
    'zh-Hant': '另一個收銀程式正在使用交易記錄。請關閉它，再重新開啟本程式',
    en: 'Another till program has the journal open. Close it, then start this one again',
  },
  'journal-damaged': {
    'zh-Hans':
      '交易记录与写入时不一致，为避免出错已停止收款。请不要删除任何文件，联系技术支持；记录都还在',
    'zh-Hant':
      '交易記錄與寫入時不一致，為免出錯已停止收款。請勿刪除任何檔案，聯絡技術支援；記錄都還在',
    en: 'An entry of the journal is not what was written, so selling is stopped. Delete nothing and call support; the records are still there',
  },
  'journal-of-others': {
    'zh-Hans':
      '交易记录里还有另一个商户（或测试环境）的未决交易。请改回原来的设置，等这些交易有了结果再换',
    'zh-Hant':
      '交易記錄內仍有另一個商戶（或測試環境）的未決交易。請改回原來的設定，待這些交易有結果後再更換',
    en: 'The journal holds unresolved sales of another merchant or test system. Go back to that set-up until they are settled',
  },
  'journal-too-new': {
    'zh-Hans': '交易记录来自更新的版本。请安装新版程序',
    'zh-Hant': '交易記錄來自較新的版本。請安裝新版程式',
    en: 'The journal is from a later version of this program. Install that version',
  },
  'journal-unusable': {
    'zh-Hans': '磁盘不能可靠地保存交易记录（{{detail}}）。请检查磁盘空间和权限，然后联系技术支持',
    'zh-Hant': '磁碟不能可靠地儲存交易記錄（{{detail}}）。請檢查磁碟空間和權限，然後聯絡技術支援',
    en: 'The disk does not keep the journal safely ({{detail}}). Check space and permissions, then call support',
  },
  'configuration-unreadable': {
    'zh-Hans': '读不了配置文件：{{reason}}。',
    'zh-Hant': '無法讀取設定檔：{{reason}}。',
    en: 'The configuration file cannot be read: {{reason}}.',
  },
  'configuration-invalid': {
    'zh-Hans': '配置有误：{{at}}。',
    'zh-Hant': '設定有誤：{{at}}。',
    en: 'The configuration is wrong at {{at}}.',
  },
  'credentials-missing': {
    'zh-Hans': '商户资料、密钥或证书有问题：{{at}} — {{reason}}。',
    'zh-Hant': '商戶資料、密鑰或證書有問題：{{at}} — {{reason}}。',
    en: 'Merchant data, key or certificate: {{at}} — {{reason}}.',
  },
  'not-enrolled': {
    'zh-Hans': '本机还没有在商户后台注册：{{reason}}。',
    'zh-Hant': '本機尚未在商戶後台註冊：{{reason}}。',
    en: 'This till is not enrolled at the merchant’s backend: {{reason}}.',
  },
  'simulator-failed': {
    'zh-Hans': '培训用的模拟器没有启动（{{detail}}）。请重新打开程序',
    'zh-Hant': '培訓用的模擬器未能啟動（{{detail}}）。請重新開啟程式',
    en: 'The simulator for training did not start ({{detail}}). Start the program again',
  },
} as const satisfies { readonly [K in StartFault['kind']]: Translated }

/** Why a field or a file cannot be used. Keys are the reasons' own kinds; `E…` are the system's. */
const reasons = {
  missing: { 'zh-Hans': '没有填写', 'zh-Hant': '沒有填寫', en: 'this is missing' },
  malformed: {
    'zh-Hans': '格式不对',
    'zh-Hant': '格式不正確',
    en: 'this is not in the right form',
  },
  'not-32-characters': {
    'zh-Hans': 'API 密钥要正好 32 个字符',
    'zh-Hant': 'API 密鑰須為 32 個字元',
    en: 'an API key has exactly 32 characters',
  },
  'no-certificate': {
    'zh-Hans': '这个文件不是证书',
    'zh-Hant': '這個檔案不是證書',
    en: 'this file is not a certificate',
  },
  'unreadable-certificate': {
    'zh-Hans': '证书读不出来，文件可能已损坏',
    'zh-Hant': '證書無法讀取，檔案可能已損壞',
    en: 'the certificate cannot be read, the file may be damaged',
  },
  'no-key': {
    'zh-Hans': '证书私钥的文件里没有私钥',
    'zh-Hant': '證書私鑰的檔案內沒有私鑰',
    en: 'the file for its private key holds no private key',
  },
  'unreadable-key': {
    'zh-Hans': '私钥读不出来，可能已损坏或加了密码',
    'zh-Hant': '私鑰無法讀取，可能已損壞或設有密碼',
    en: 'the private key cannot be read, it may be damaged or locked with a password',
  },
  'key-mismatch': {
    'zh-Hans': '证书和私钥不是一对',
    'zh-Hant': '證書和私鑰不是一對',
    en: 'certificate and private key do not belong together',
  },
  'not-a-p12': {
    'zh-Hans': '这个文件不是 p12',
    'zh-Hant': '這個檔案不是 p12',
    en: 'this file is not a p12',
  },
  'wrong-passphrase': {
    'zh-Hans': 'p12 的密码不对',
    'zh-Hant': 'p12 的密碼不正確',
    en: 'the passphrase of the p12 is wrong',
  },
  'unsupported-p12': {
    'zh-Hans': '本程序读不了这种 p12，请改用两个 PEM 文件',
    'zh-Hant': '本程式無法讀取這種 p12，請改用兩個 PEM 檔案',
    en: 'this kind of p12 cannot be read here, use the two PEM files instead',
  },
  'no-code': {
    'zh-Hans': '需要管理员给的 10 位注册码',
    'zh-Hant': '需要管理員提供的 10 位註冊碼',
    en: 'it needs the 10-character code from the administrator',
  },
  'code-refused': {
    'zh-Hans': '注册码不对、已用过或已过期，请管理员重新生成',
    'zh-Hant': '註冊碼不正確、已使用或已過期，請管理員重新產生',
    en: 'the code is wrong, used or too old, ask the administrator for a new one',
  },
  unreachable: {
    'zh-Hans': '连不上后台，或没有得到答复',
    'zh-Hant': '連不上後台，或沒有得到回覆',
    en: 'the backend could not be reached, or gave no answer',
  },
  'not JSON': {
    'zh-Hans': '内容不是 JSON',
    'zh-Hant': '內容不是 JSON',
    en: 'what it holds is not JSON',
  },
  ENOENT: { 'zh-Hans': '找不到文件', 'zh-Hant': '找不到檔案', en: 'the file was not found' },
  EACCES: {
    'zh-Hans': '当前用户没有权限读这个文件',
    'zh-Hant': '目前使用者沒有權限讀取這個檔案',
    en: 'this user may not read the file',
  },
  EISDIR: {
    'zh-Hans': '这是文件夹，不是文件',
    'zh-Hant': '這是資料夾，不是檔案',
    en: 'this is a folder, not a file',
  },
  unusable: { 'zh-Hans': '不能用', 'zh-Hant': '不能使用', en: 'this cannot be used' },
} as const satisfies Texts

/** What to do about a set-up that is wrong, depending on where it came from. */
const advice = {
  changeFile: {
    'zh-Hans': '请修改文件 {{file}}，然后重新启动本程序。',
    'zh-Hant': '請修改檔案 {{file}}，然後重新啟動本程式。',
    en: 'Change the file {{file}}, then start the till again.',
  },
  changeHere: {
    'zh-Hans': '请按 F12 修改设置。',
    'zh-Hant': '請按 F12 修改設定。',
    en: 'Press F12 to change the set-up.',
  },
} as const satisfies Texts

/** Everything about a till that cannot sell. */
export const startFault = { ...faults, ...reasons, ...advice } as const satisfies Texts

const isReason = (word: string): word is keyof typeof reasons => Object.hasOwn(reasons, word)

/** The text of a reason, by its own kind or by the words in front of its details; others just cannot be used. */
export function reasonText(reason: string): keyof typeof reasons {
  const [word = ''] = reason.split(/:| at /)
  return isReason(word) ? word : 'unusable'
}
