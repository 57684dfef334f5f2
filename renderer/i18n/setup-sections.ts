import type { Texts } from './texts.ts'

/** The set-up screen around its fields. */
export const setup = {
  title: { 'zh-Hans': '设置', 'zh-Hant': '設定', en: 'Set-up' },
  sectionPeople: { 'zh-Hans': '人员', 'zh-Hant': '人員', en: 'People' },
  back: { 'zh-Hans': '返回收款', 'zh-Hant': '返回收款', en: 'Back to the till' },
  backToSetUp: { 'zh-Hans': '返回设置', 'zh-Hant': '返回設定', en: 'Back to the set-up' },
  save: {
    'zh-Hans': '保存并重启收银台',
    'zh-Hant': '儲存並重啟收銀台',
    en: 'Save and restart the till',
  },
  saved: {
    'zh-Hans': '已保存，收银台正在用新设置重启',
    'zh-Hant': '已儲存，收銀台正以新設定重啟',
    en: 'Saved. The till restarts with it',
  },
  unchanged: { 'zh-Hans': '没有改动', 'zh-Hant': '沒有更改', en: 'Nothing changed' },
  loading: { 'zh-Hans': '正在读取设置…', 'zh-Hant': '正在讀取設定…', en: 'Reading the set-up…' },
  errors: {
    'zh-Hans': '有 {{count}} 处要改，见标记的部分',
    'zh-Hant': '有 {{count}} 處要修改，請看標示的部分',
    en: 'Fields that need a change: {{count}}. See the marked sections',
  },
  fromFile: {
    'zh-Hans': '这些设置来自启动时指定的配置文件，这里只能看。请修改文件后重新启动。',
    'zh-Hant': '這些設定來自啟動時指定的設定檔，這裡只供查看。請修改檔案後重新啟動。',
    en: 'This set-up comes from the configuration file given at the start and can only be read here. Change the file, then restart.',
  },
  storeOs: {
    'zh-Hans': '密钥由操作系统的密钥库加密保存，不会再显示。',
    'zh-Hant': '密鑰由作業系統的密鑰庫加密儲存，不會再顯示。',
    en: 'Keys are encrypted by the operating system’s key store and never shown again.',
  },
  storeFile: {
    'zh-Hans':
      '本机没有系统密钥库：密钥存在只有当前用户能读的文件里，没有加密。请限制谁能登录这台电脑。',
    'zh-Hant':
      '本機沒有系統密鑰庫：密鑰存放在只有目前使用者能讀取的檔案，並未加密。請限制誰可登入這部電腦。',
    en: 'This computer has no key store: keys are kept, unencrypted, in a file that only this user can read. Limit who can log in here.',
  },
  stored: { 'zh-Hans': '已保存', 'zh-Hant': '已儲存', en: 'Stored' },
  notStored: { 'zh-Hans': '未保存', 'zh-Hant': '未儲存', en: 'Not stored' },
  toBeStored: { 'zh-Hans': '将保存', 'zh-Hant': '將儲存', en: 'Will be stored' },
  pickFile: { 'zh-Hans': '选择文件…', 'zh-Hant': '選擇檔案…', en: 'Choose a file…' },
  byDefault: { 'zh-Hans': '默认 {{value}}', 'zh-Hant': '預設 {{value}}', en: 'Default {{value}}' },
  refreshPorts: { 'zh-Hans': '重新列出', 'zh-Hant': '重新列出', en: 'List again' },
  noPorts: {
    'zh-Hans': '没有找到串口。请插上扫码枪后重新列出',
    'zh-Hant': '找不到串口。請插上掃描器後重新列出',
    en: 'No serial port found. Plug the scanner in and list again',
  },
  knownBy: {
    'zh-Hans': '按 {{id}} 识别：换插口、换端口号也找得到。',
    'zh-Hant': '按 {{id}} 識別：換插口、換串口編號也找得到。',
    en: 'Known by {{id}}: found at any socket and under any port name.',
  },
  noHid: {
    'zh-Hans': '没有找到 HID POS 扫码枪。请插上，并用说明书里的设置码切换到 USB HID POS 模式',
    'zh-Hant': '找不到 HID POS 掃描器。請插上，並用說明書內的設定碼切換至 USB HID POS 模式',
    en: 'No HID POS scanner found. Plug it in, and switch it to USB HID POS with the code in its manual',
  },
  guide: { 'zh-Hans': '一步一步设置', 'zh-Hant': '逐步設定', en: 'Step by step' },
  guideFor: {
    'zh-Hans': '还在培训模式：向导带你从门店名称设置到第一笔真实收款。',
    'zh-Hant': '仍在培訓模式：嚮導帶你由門店名稱設定至第一筆真實收款。',
    en: 'This till is still in training: a guide leads from the shop’s name to the first real payment.',
  },
  sectionAccess: { 'zh-Hans': '接入方式', 'zh-Hant': '接入方式', en: 'Access' },
  sectionBackend: { 'zh-Hans': '商户后台', 'zh-Hant': '商戶後台', en: 'Backend' },
  sectionShop: { 'zh-Hans': '门店', 'zh-Hant': '門店', en: 'Shop' },
  sectionAmounts: { 'zh-Hans': '金额', 'zh-Hant': '金額', en: 'Amounts' },
  sectionMerchant: { 'zh-Hans': '商户号', 'zh-Hant': '商戶號', en: 'Merchant' },
  sectionKeys: { 'zh-Hans': '密钥和证书', 'zh-Hant': '密鑰及證書', en: 'Keys and certificates' },
  sectionNetwork: { 'zh-Hans': '微信支付地址', 'zh-Hant': 'WeChat Pay 位址', en: 'Addresses' },
  sectionScanner: { 'zh-Hans': '扫码枪', 'zh-Hant': '掃描器', en: 'Scanner' },
  sectionPrinter: { 'zh-Hans': '打印机', 'zh-Hant': '打印機', en: 'Printer' },
  sectionDisplay: { 'zh-Hans': '顾客屏', 'zh-Hant': '顧客屏', en: 'Customer display' },
  sectionFunctionKeys: { 'zh-Hans': '功能键', 'zh-Hant': '功能鍵', en: 'Function keys' },
  errorSameKey: {
    'zh-Hans': '这个键已经用在别处',
    'zh-Hant': '此鍵已用在別處',
    en: 'This key does something else already',
  },
  sectionBills: { 'zh-Hans': '对账', 'zh-Hant': '對帳', en: 'Reconciliation' },
  billsBackend: {
    'zh-Hans': '对账由商户后台完成；账单种类和约定费率在后台设置。',
    'zh-Hant': '對帳由商戶後台完成；帳單種類和約定費率在後台設定。',
    en: 'The merchant’s backend compares the days; which bill and what fee is set up there.',
  },
  sectionTiming: { 'zh-Hans': '时间', 'zh-Hant': '時間', en: 'Timing' },
  errorRequired: { 'zh-Hans': '必须填写', 'zh-Hant': '必須填寫', en: 'This is needed' },
  errorBackendUrl: {
    'zh-Hans': '地址要以 https:// 开头',
    'zh-Hant': '位址須以 https:// 開頭',
    en: 'The address begins with https://',
  },
  errorEnrolmentCode: {
    'zh-Hans': '注册码是 10 个大写字母和数字，没有 0、1、I、O',
    'zh-Hant': '註冊碼是 10 個大楷字母和數字，沒有 0、1、I、O',
    en: 'A code has 10 capital letters and digits, never 0, 1, I or O',
  },
  errorTooLong: {
    'zh-Hans': '最多 {{count}} 个字符',
    'zh-Hant': '最多 {{count}} 個字元',
    en: 'At most {{count}} characters',
  },
  errorTooSmall: {
    'zh-Hans': '至少 {{min}}',
    'zh-Hant': '至少 {{min}}',
    en: 'At least {{min}}',
  },
  errorTooBig: { 'zh-Hans': '最多 {{max}}', 'zh-Hant': '最多 {{max}}', en: 'At most {{max}}' },
  errorNumber: { 'zh-Hans': '要填数字', 'zh-Hant': '要填數字', en: 'This has to be a number' },
  errorWhole: {
    'zh-Hans': '小数位太多',
    'zh-Hant': '小數位太多',
    en: 'Too many decimal places',
  },
  errorUrl: {
    'zh-Hans': '要以 https:// 开头，例如 https://api.mch.weixin.qq.com',
    'zh-Hant': '須以 https:// 開頭，例如 https://api.mch.weixin.qq.com',
    en: 'Addresses begin with https://, like https://api.mch.weixin.qq.com',
  },
  errorLink: {
    'zh-Hans': '要以 https:// 或 http:// 开头',
    'zh-Hant': '須以 https:// 或 http:// 開頭',
    en: 'The address begins with https:// or http://',
  },
  errorPrefix: {
    'zh-Hans': '每项是 2 到 3 位数字',
    'zh-Hant': '每項為 2 至 3 位數字',
    en: 'Each has to be two or three digits',
  },
  errorTooMany: {
    'zh-Hans': '最多 {{count}} 项',
    'zh-Hant': '最多 {{count}} 項',
    en: 'At most {{count}} of them',
  },
  errorTooFew: {
    'zh-Hans': '至少要有一项',
    'zh-Hant': '至少要有一項',
    en: 'At least one is needed',
  },
  errorOrder: {
    'zh-Hans': '和其他时间不相容：查询间隔 ≤ 放弃时间，最早撤销 ≤ 放弃时间 ≤ 判定未到达',
    'zh-Hant': '與其他時間不相容：查詢間隔 ≤ 放棄時間，最早撤銷 ≤ 放棄時間 ≤ 判定未送達',
    en: 'Does not fit the other times: query pause ≤ giving up, earliest revoke ≤ giving up ≤ never arrived',
  },
  errorSubmit: {
    'zh-Hans': '加上每个地址的连接超时，不能超过“最早何时撤销”：请求可能还在路上时不能撤销',
    'zh-Hant': '加上每個位址的連線逾時，不能超過「最早何時撤銷」：請求可能仍在途中時不能撤銷',
    en: 'With the time to connect to each address it must not exceed the earliest revoke: nothing is revoked while its submit may be under way',
  },
  errorUnknown: {
    'zh-Hans': '没有这个字段',
    'zh-Hant': '沒有這個欄位',
    en: 'There is no such field',
  },
  errorOther: {
    'zh-Hans': '这个值不能用',
    'zh-Hant': '這個值不能用',
    en: 'This value cannot be used',
  },
  errorKeyLength: {
    'zh-Hans': 'API 密钥是 32 个字符，现在是 {{count}} 个',
    'zh-Hant': 'API 密鑰為 32 個字元，現在是 {{count}} 個',
    en: 'The API key has 32 characters; these are {{count}}',
  },
  errorNotPem: {
    'zh-Hans': '不是 PEM 文件（应以 -----BEGIN 开头）',
    'zh-Hant': '不是 PEM 檔案（應以 -----BEGIN 開頭）',
    en: 'Not a PEM file (it should begin with -----BEGIN)',
  },
  errorIsKey: {
    'zh-Hans': '这是私钥，不是证书：两个文件放反了',
    'zh-Hant': '這是私鑰，不是證書：兩個檔案放反了',
    en: 'This is a private key, not a certificate: the two files are swapped',
  },
  errorIsCertificate: {
    'zh-Hans': '这是证书，不是私钥：两个文件放反了',
    'zh-Hant': '這是證書，不是私鑰：兩個檔案放反了',
    en: 'This is a certificate, not a private key: the two files are swapped',
  },
  errorWechatMin: {
    'zh-Hans': '微信支付要求至少 {{min}}',
    'zh-Hant': 'WeChat Pay 要求至少 {{min}}',
    en: 'WeChat Pay asks for at least {{min}}',
  },
  errorFileSize: {
    'zh-Hans': '文件太大，不像证书',
    'zh-Hant': '檔案太大，不像證書',
    en: 'The file is too large to be a certificate',
  },
  errorNoKey: {
    'zh-Hans': '需要 API 密钥',
    'zh-Hant': '需要 API 密鑰',
    en: 'An API key is needed',
  },
  errorNoCertificate: {
    'zh-Hans': '需要证书和私钥，或 p12：没有证书就不能撤销，所以不能收款',
    'zh-Hant': '需要證書和私鑰，或 p12：沒有證書便不能撤銷，所以不能收款',
    en: 'Certificate and key, or a p12, are needed: a till that cannot revoke must not sell',
  },
} as const satisfies Texts
