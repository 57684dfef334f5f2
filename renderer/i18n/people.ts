import type { Texts } from './texts.ts'

/** Who is at the till: signing in, PINs, and the list of people in the set-up. */
export const people = {
  signIn: { 'zh-Hans': '请登录', 'zh-Hant': '請登入', en: 'Sign in' },
  chooseName: { 'zh-Hans': '您是谁？', 'zh-Hant': '您是哪位？', en: 'Who are you?' },
  typePin: {
    'zh-Hans': '{{name}} 的密码',
    'zh-Hant': '{{name}} 的密碼',
    en: 'PIN of {{name}}',
  },
  typed: {
    'zh-Hans': '已输入 {{count}} 位',
    'zh-Hant': '已輸入 {{count}} 位',
    en: '{{count}} digits typed',
  },
  enter: { 'zh-Hans': '登录', 'zh-Hant': '登入', en: 'Sign in' },
  approve: { 'zh-Hans': '批准', 'zh-Hant': '批准', en: 'Approve' },
  lock: { 'zh-Hans': '锁定', 'zh-Hant': '鎖定', en: 'Lock' },
  unusable: {
    'zh-Hans':
      '人员文件读不出来，没有人能登录。进行中的收款会继续查清。请联系技术支持（文件 people.db）',
    'zh-Hant':
      '人員檔案無法讀取，沒有人能登入。進行中的收款會繼續查清。請聯絡技術支援（檔案 people.db）',
    en: 'The file of people cannot be read, so nobody can sign in. Payments under way are still resolved. Call support (file people.db)',
  },
  setUpTitle: {
    'zh-Hans': '打开设置需要店长批准',
    'zh-Hant': '開啟設定需要店長批准',
    en: 'The set-up needs a manager',
  },
  setUpMore: {
    'zh-Hans': '请店长选择姓名并输入密码。会记入操作记录。',
    'zh-Hant': '請店長選擇姓名並輸入密碼。會記入操作記錄。',
    en: 'A manager chooses their name and types their PIN. It is written into the log.',
  },
  cashier: { 'zh-Hans': '收银员', 'zh-Hant': '收銀員', en: 'Cashier' },
  manager: { 'zh-Hans': '店长', 'zh-Hant': '店長', en: 'Manager' },
  admin: { 'zh-Hans': '管理员', 'zh-Hant': '管理員', en: 'Admin' },
  pinWrong: { 'zh-Hans': '密码不对', 'zh-Hant': '密碼不正確', en: 'Wrong PIN' },
  pinWrongLeft: {
    'zh-Hans': '密码不对，还可以试 {{count}} 次',
    'zh-Hant': '密碼不正確，還可以試 {{count}} 次',
    en: 'Wrong PIN. Tries left: {{count}}',
  },
  pinLocked: {
    'zh-Hans': '试错太多，暂时锁住。过 15 分钟再试，或请店长改密码',
    'zh-Hant': '試錯太多，暫時鎖住。過 15 分鐘再試，或請店長更改密碼',
    en: 'Too many wrong PINs. Wait 15 minutes, or ask a manager for a new PIN',
  },
  pinLockedUntil: {
    'zh-Hans': '试错太多，{{time}} 以后再试，或请店长改密码',
    'zh-Hant': '試錯太多，{{time}} 之後再試，或請店長更改密碼',
    en: 'Too many wrong PINs. Try again after {{time}}, or ask a manager for a new PIN',
  },
  scanned: {
    'zh-Hans': '那是扫码，不是密码',
    'zh-Hant': '那是掃碼，不是密碼',
    en: 'That was a scan, not a PIN',
  },
  // The set-up's section.
  none: {
    'zh-Hans': '还没有人员：任何人都可以收款、退款和改设置。添加第一位店长后，收银台就要求登录。',
    'zh-Hant': '尚未有人員：任何人都可以收款、退款和更改設定。新增第一位店長後，收銀台就要求登入。',
    en: 'There is nobody yet: anybody can take payments, refund and change the set-up. Once the first manager is added, the till asks who is there.',
  },
  fromFilePeople: {
    'zh-Hans': '人员来自配置文件，请在文件中修改。',
    'zh-Hant': '人員來自設定檔，請在檔案中修改。',
    en: 'These people come from the configuration file. Change them there.',
  },
  fromBackend: {
    'zh-Hans': '收银的人来自商户后台，请在后台修改。这里的管理员在后台连不上时也能打开设置。',
    'zh-Hant': '收銀的人來自商戶後台，請在後台修改。這裡的管理員在後台無法連線時也能開啟設定。',
    en: 'Whoever sells comes from the merchant’s backend; change them there. Admins of this till can open the set-up even while the backend cannot be reached.',
  },
  changedOutside: {
    'zh-Hans': '操作记录在收银台之外被改动过（从第 {{seq}} 条起）。请联系技术支持',
    'zh-Hant': '操作記錄在收銀台之外被更改過（由第 {{seq}} 條起）。請聯絡技術支援',
    en: 'The log was changed from outside the till, from entry {{seq}} on. Call support',
  },
  changedSome: {
    'zh-Hans': '人员或操作记录在收银台之外被改动过。请联系技术支持',
    'zh-Hant': '人員或操作記錄在收銀台之外被更改過。請聯絡技術支援',
    en: 'The people or their log were changed from outside the till. Call support',
  },
  add: { 'zh-Hans': '添加人员', 'zh-Hant': '新增人員', en: 'Add somebody' },
  edit: { 'zh-Hans': '修改', 'zh-Hant': '修改', en: 'Change' },
  remove: { 'zh-Hans': '移除', 'zh-Hant': '移除', en: 'Remove' },
  removeSure: { 'zh-Hans': '确定移除', 'zh-Hant': '確定移除', en: 'Yes, remove' },
  keep: { 'zh-Hans': '保存人员', 'zh-Hant': '儲存人員', en: 'Save person' },
  cancel: { 'zh-Hans': '取消', 'zh-Hant': '取消', en: 'Cancel' },
  name: { 'zh-Hans': '姓名', 'zh-Hant': '姓名', en: 'Name' },
  role: { 'zh-Hans': '职责', 'zh-Hant': '職責', en: 'Role' },
  newPin: {
    'zh-Hans': '密码（6–8 位数字）',
    'zh-Hant': '密碼（6–8 位數字）',
    en: 'PIN (6 to 8 digits)',
  },
  newPinKept: {
    'zh-Hans': '新密码（不填就不改）',
    'zh-Hant': '新密碼（不填就不改）',
    en: 'New PIN (leave empty to keep the old one)',
  },
  autoLock: {
    'zh-Hans': '无操作自动锁定（分钟，0 为从不）',
    'zh-Hant': '無操作自動鎖定（分鐘，0 為從不）',
    en: 'Lock by itself after minutes without input (0: never)',
  },
  log: { 'zh-Hans': '操作记录', 'zh-Hant': '操作記錄', en: 'Log' },
  logNone: { 'zh-Hans': '还没有记录', 'zh-Hant': '尚未有記錄', en: 'Nothing yet' },
  bySetUp: { 'zh-Hans': '首次设置', 'zh-Hant': '首次設定', en: 'First set-up' },
  byFile: { 'zh-Hans': '配置文件', 'zh-Hant': '設定檔', en: 'Configuration file' },
  actSignedIn: { 'zh-Hans': '登录', 'zh-Hant': '登入', en: 'Signed in' },
  actSignedOut: { 'zh-Hans': '退出或锁定', 'zh-Hant': '登出或鎖定', en: 'Signed out or locked' },
  actIdle: {
    'zh-Hans': '无操作，自动锁定',
    'zh-Hant': '無操作，自動鎖定',
    en: 'Locked by itself, nobody there',
  },
  actWrong: { 'zh-Hans': '密码不对', 'zh-Hant': '密碼不正確', en: 'Wrong PIN' },
  actLocked: {
    'zh-Hans': '试错太多，密码锁住',
    'zh-Hant': '試錯太多，密碼鎖住',
    en: 'Too many wrong PINs: locked',
  },
  actRefused: {
    'zh-Hans': '没有权限，被拒绝',
    'zh-Hant': '沒有權限，被拒絕',
    en: 'Not allowed, refused',
  },
  actApproved: { 'zh-Hans': '批准', 'zh-Hant': '批准', en: 'Approved' },
  actRefund: {
    'zh-Hans': '批准退款 {{amount}}，订单 …{{order}}',
    'zh-Hant': '批准退款 {{amount}}，訂單 …{{order}}',
    en: 'Approved a refund of {{amount}}, order …{{order}}',
  },
  actSetUp: { 'zh-Hans': '修改了设置', 'zh-Hant': '更改了設定', en: 'Changed the set-up' },
  actFound: {
    'zh-Hans': '启动时发现记录被改动',
    'zh-Hant': '啟動時發現記錄被更改',
    en: 'At the start the log had been changed',
  },
  actAdded: {
    'zh-Hans': '添加人员 {{name}}（{{role}}）',
    'zh-Hant': '新增人員 {{name}}（{{role}}）',
    en: 'Added {{name}} ({{role}})',
  },
  actChanged: {
    'zh-Hans': '修改人员 {{name}}（{{role}}）',
    'zh-Hant': '修改人員 {{name}}（{{role}}）',
    en: 'Changed {{name}} ({{role}})',
  },
  actRemoved: { 'zh-Hans': '移除人员', 'zh-Hant': '移除人員', en: 'Removed somebody' },
  doSell: { 'zh-Hans': '登录收款', 'zh-Hant': '登入收款', en: 'to sign in' },
  doRefund: { 'zh-Hans': '退款', 'zh-Hant': '退款', en: 'a refund' },
  doDrawer: { 'zh-Hans': '开钱箱', 'zh-Hant': '開錢箱', en: 'the cash drawer' },
  doShift: { 'zh-Hans': '班次', 'zh-Hant': '更次', en: 'the shift' },
  doReconcile: { 'zh-Hans': '对账', 'zh-Hant': '對帳', en: 'reconciliation' },
  doSetUp: { 'zh-Hans': '设置', 'zh-Hant': '設定', en: 'the set-up' },
  doPeople: { 'zh-Hans': '人员', 'zh-Hant': '人員', en: 'the people' },
  doKiosk: { 'zh-Hans': '退出全屏', 'zh-Hant': '離開全螢幕', en: 'leaving the full screen' },
} as const satisfies Texts
