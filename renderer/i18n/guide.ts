import type { Texts } from './texts.ts'

/** The guide through the set-up of a new till. */
export const guide = {
  language: { 'zh-Hans': '语言', 'zh-Hant': '語言', en: 'Language' },
  welcome: {
    'zh-Hans': '欢迎使用 Quick Pay Cashier',
    'zh-Hant': '歡迎使用 Quick Pay Cashier',
    en: 'Welcome to Quick Pay Cashier',
  },
  welcomeMore: {
    'zh-Hans': '这台收银机还没有设置。现在设置大约要五分钟，也可以先试用。',
    'zh-Hant': '這部收銀機尚未設定。現在設定約需五分鐘，也可以先試用。',
    en: 'This till has not been set up. That takes about five minutes; or try it first.',
  },
  setUp: { 'zh-Hans': '设置这台收银机', 'zh-Hant': '設定這部收銀機', en: 'Set up this till' },
  setUpMore: {
    'zh-Hans': '门店、微信支付接入、人员、扫码枪和打印机，一步一步来；中途关机也不会丢失。',
    'zh-Hant': '門店、WeChat Pay 接入、人員、掃描器和打印機，逐步完成；中途關機也不會遺失。',
    en: 'Shop, WeChat Pay, people, scanner and printer, step by step. Nothing is lost if you stop in the middle.',
  },
  try: {
    'zh-Hans': '先试用（培训模式）',
    'zh-Hant': '先試用（培訓模式）',
    en: 'Try it (training)',
  },
  tryMore: {
    'zh-Hans': '内置模拟的微信支付和顾客手机，不是真钱。以后随时可以在“设置”里正式设置。',
    'zh-Hant': '內置模擬的 WeChat Pay 和顧客手機，不是真錢。之後可隨時在「設定」正式設定。',
    en: 'With a simulated WeChat Pay and a customer’s phone, and no real money. It can be set up at any time later.',
  },
  progress: {
    'zh-Hans': '第 {{at}} 步，共 {{count}} 步',
    'zh-Hant': '第 {{at}} 步，共 {{count}} 步',
    en: 'Step {{at}} of {{count}}',
  },
  back: { 'zh-Hans': '上一步', 'zh-Hant': '上一步', en: 'Back' },
  next: { 'zh-Hans': '下一步', 'zh-Hant': '下一步', en: 'Next' },
  skip: { 'zh-Hans': '以后再说', 'zh-Hant': '稍後再說', en: 'Not now' },
  start: { 'zh-Hans': '保存并开始收款', 'zh-Hant': '儲存並開始收款', en: 'Save and open the till' },
  mend: {
    'zh-Hans': '请先改好标记的地方',
    'zh-Hant': '請先改好標示的地方',
    en: 'Mend what is marked first',
  },
  chooseOne: { 'zh-Hans': '请选一种', 'zh-Hant': '請選擇一種', en: 'Choose one of the two' },
  goOn: { 'zh-Hans': '继续设置', 'zh-Hant': '繼續設定', en: 'Go on with the set-up' },
  shop: { 'zh-Hans': '门店和收银机', 'zh-Hant': '門店和收銀機', en: 'Your shop and this till' },
  shopMore: {
    'zh-Hans': '顾客会在手机和小票上看到门店名称。',
    'zh-Hant': '顧客會在手機和單據上看到門店名稱。',
    en: 'Customers read the name on their phone and on the slip.',
  },
  access: {
    'zh-Hans': '怎样连接微信支付',
    'zh-Hant': '怎樣連接 WeChat Pay',
    en: 'How this till reaches WeChat Pay',
  },
  accessMore: {
    'zh-Hans': '不清楚的话，问一下给你们安装系统的人。',
    'zh-Hant': '如不清楚，請詢問為你們安裝系統的人。',
    en: 'If you are not sure, ask whoever installs the systems of your shop.',
  },
  backendMore: {
    'zh-Hans':
      '商户自己的服务器保管密钥，和微信支付通信；本机只要服务器地址和一个注册码。适合多家店、多台收银机。',
    'zh-Hant':
      '商戶自己的伺服器保管密鑰，並與 WeChat Pay 通訊；本機只需伺服器位址和一個註冊碼。適合多間店、多部收銀機。',
    en: 'The merchant’s own server holds the keys and speaks with WeChat Pay. This till needs its address and an enrolment code. For many shops and tills.',
  },
  storeMore: {
    'zh-Hans': '不用服务器：本机自己和微信支付通信，需要商户号、API 密钥和证书文件。适合一家店。',
    'zh-Hant':
      '不用伺服器：本機自行與 WeChat Pay 通訊，需要商戶號、API 密鑰和證書檔案。適合一間店。',
    en: 'No server: this till speaks with WeChat Pay itself. It needs the merchant id, the API key and the certificate files. For a single shop.',
  },
  merchant: { 'zh-Hans': '商户号', 'zh-Hant': '商戶號', en: 'The merchant' },
  merchantMore: {
    'zh-Hans': '在微信支付商户平台（pay.weixin.qq.com）的“账户中心”可以查到。',
    'zh-Hant': '在 WeChat Pay 商戶平台（pay.weixin.qq.com）的「帳戶中心」可以查到。',
    en: 'You find these on the merchant platform (pay.weixin.qq.com), under the account.',
  },
  keys: { 'zh-Hans': '密钥和证书', 'zh-Hant': '密鑰及證書', en: 'Key and certificate' },
  keysMore: {
    'zh-Hans': '填好后按“检查”：它向微信支付查询一次，不会动钱，并说出哪里不对。',
    'zh-Hant': '填好後按「檢查」：它向 WeChat Pay 查詢一次，不會動用款項，並說出哪裡不對。',
    en: 'Then press “Check”: it asks WeChat Pay once, moves no money, and says what is wrong.',
  },
  backend: { 'zh-Hans': '商户后台', 'zh-Hant': '商戶後台', en: 'The backend' },
  backendStepMore: {
    'zh-Hans': '地址和注册码由后台的管理员提供。注册码十分钟内有效。',
    'zh-Hant': '位址和註冊碼由後台的管理員提供。註冊碼十分鐘內有效。',
    en: 'Its administrator gives you the address and an enrolment code, which is good for ten minutes.',
  },
  people: { 'zh-Hans': '谁在这里工作', 'zh-Hant': '誰在這裡工作', en: 'Who works here' },
  peopleMore: {
    'zh-Hans': '先添加一位店长：退款和改设置要店长的密码。收银员可以以后再加。',
    'zh-Hant': '先新增一位店長：退款和更改設定須有店長的密碼。收銀員可稍後新增。',
    en: 'Add a manager first: refunds and the set-up ask for a manager’s PIN. Cashiers can follow later.',
  },
  peopleBackend: {
    'zh-Hans': '收银员和店长由后台管理。这里只需一位本机管理员：连不上后台时，由他来改设置。',
    'zh-Hant': '收銀員和店長由後台管理。這裡只需一位本機管理員：連不上後台時，由他更改設定。',
    en: 'Cashiers and managers come from the backend. Only an admin of this till is needed here, who mends the set-up while the backend cannot be reached.',
  },
  nobody: {
    'zh-Hans': '还没有：任何人都能用这台收银机',
    'zh-Hant': '尚未有：任何人都能使用這部收銀機',
    en: 'Nobody yet: anybody can use this till',
  },
  scanner: { 'zh-Hans': '试一下扫码枪', 'zh-Hant': '試一試掃描器', en: 'Try the scanner' },
  scannerMore: {
    'zh-Hans': '用扫码枪扫左边的码：收银台自己认出它怎样连接。没有扫码枪就直接下一步。',
    'zh-Hant': '用掃描器掃左邊的碼：收銀台自行認出它怎樣連接。沒有掃描器便直接下一步。',
    en: 'Scan the code on the left: the till finds out by itself how the scanner is connected. Without one, go on.',
  },
  printer: { 'zh-Hans': '小票打印机', 'zh-Hant': '單據打印機', en: 'Receipt printer' },
  printerMore: {
    'zh-Hans': '没有也能收款。选好后打一张测试页。',
    'zh-Hant': '沒有也能收款。選好後列印一張測試頁。',
    en: 'Payments work without one. Print a test page when it is chosen.',
  },
  done: { 'zh-Hans': '准备好了', 'zh-Hant': '準備好了', en: 'Ready' },
  doneMore: {
    'zh-Hans': '请再看一遍。以后都可以在“设置”（F12）里改。',
    'zh-Hant': '請再看一遍。之後都可在「設定」（F12）更改。',
    en: 'Look it through once more. Everything can be changed later in the set-up (F12).',
  },
} as const satisfies Texts
