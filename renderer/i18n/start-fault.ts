import type { StartFault } from '../../app/contract/start-fault.ts'
import type { Translated } from '../../app/language.ts'

/** Why the till opened but cannot sell, and what to do. Keys are the faults' own kinds. */
export const startFault = {
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
    'zh-Hans': '读不了配置文件（{{detail}}）。请修好文件后重新启动',
    'zh-Hant': '無法讀取設定檔（{{detail}}）。請修正檔案後重新啟動',
    en: 'The configuration file cannot be read ({{detail}}). Mend it, then start again',
  },
  'configuration-invalid': {
    'zh-Hans': '配置有误：{{at}}（{{reason}}）。请改正后重新启动，或按 F12',
    'zh-Hant': '設定有誤：{{at}}（{{reason}}）。請修正後重新啟動，或按 F12',
    en: 'The configuration is wrong at {{at}} ({{reason}}). Mend it and start again, or press F12',
  },
  'credentials-missing': {
    'zh-Hans': '缺少商户资料、密钥或证书：{{at}}（{{reason}}）。请按 F12 设置',
    'zh-Hant': '缺少商戶資料、密鑰或證書：{{at}}（{{reason}}）。請按 F12 設定',
    en: 'Merchant data, key or certificate is missing: {{at}} ({{reason}}). Press F12 to set it up',
  },
  'simulator-failed': {
    'zh-Hans': '培训用的模拟器没有启动（{{detail}}）。请重新打开程序',
    'zh-Hant': '培訓用的模擬器未能啟動（{{detail}}）。請重新開啟程式',
    en: 'The simulator for training did not start ({{detail}}). Start the program again',
  },
} as const satisfies { readonly [K in StartFault['kind']]: Translated }
