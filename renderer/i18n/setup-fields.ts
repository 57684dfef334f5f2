import { billFields } from './setup-bills.ts'
import { displayFields } from './setup-display.ts'
import { printerFields } from './setup-printer.ts'
import { scannerFields } from './setup-scanner.ts'
import type { Texts } from './texts.ts'

/** The fields of the set-up screen: each has its name, and what it is for and where the value comes from. */
export const field = {
  mode: { 'zh-Hans': '接入方式', 'zh-Hant': '接入方式', en: 'How this till takes payments' },
  kiosk: { 'zh-Hans': '全屏锁定', 'zh-Hant': '全螢幕鎖定', en: 'Full screen' },
  kioskFor: {
    'zh-Hans':
      '收银台占满屏幕，屏幕不休眠，快捷键不能离开；按 Ctrl Q 由店长输入密码退出。请先在“人员”里添加店长。',
    'zh-Hant':
      '收銀台佔滿畫面，螢幕不休眠，快速鍵不能離開；按 Ctrl Q 由店長輸入密碼退出。請先在「人員」內加入店長。',
    en: 'The till fills the screen, keeps it awake, and no key leads out but Ctrl Q with a manager’s PIN. Set a manager up under “People” first.',
  },
  kioskOff: { 'zh-Hans': '普通窗口', 'zh-Hant': '普通視窗', en: 'A window' },
  kioskOn: { 'zh-Hans': '全屏锁定', 'zh-Hant': '全螢幕鎖定', en: 'The till alone' },
  modeTraining: {
    'zh-Hans': '培训（不是真钱）',
    'zh-Hant': '培訓（不是真錢）',
    en: 'Training (no real money)',
  },
  modeStore: {
    'zh-Hans': '门店直连微信支付',
    'zh-Hant': '門店直連 WeChat Pay',
    en: 'Straight to WeChat Pay',
  },
  modeBackend: {
    'zh-Hans': '通过商户后台',
    'zh-Hant': '經商戶後台',
    en: 'Through a backend',
  },
  modeFor: {
    'zh-Hans':
      '培训：内置模拟器，供练习。门店直连：本机自己签名并请求微信支付，需要商户号、密钥和证书。商户后台：密钥在后台，本机只需注册一次。',
    'zh-Hant':
      '培訓：內置模擬器，供練習。門店直連：本機自行簽名並請求 WeChat Pay，需要商戶號、密鑰及證書。商戶後台：密鑰在後台，本機只需註冊一次。',
    en: 'Training uses a simulator inside the till, for practice. With direct access the till signs and sends requests itself and needs merchant ids, key and certificate. With a backend the keys stay there, and the till is enrolled once.',
  },
  backendUrl: { 'zh-Hans': '后台地址', 'zh-Hant': '後台位址', en: 'Address of the backend' },
  backendUrlFor: {
    'zh-Hans': '以 https:// 开头，由管理员提供。',
    'zh-Hant': '以 https:// 開頭，由管理員提供。',
    en: 'Begins with https://; the administrator has it.',
  },
  enrolmentCode: { 'zh-Hans': '注册码', 'zh-Hant': '註冊碼', en: 'Enrolment code' },
  enrolmentCodeFor: {
    'zh-Hans': '10 个字符，10 分钟内有效，只能用一次。保存时本机即用它注册。',
    'zh-Hant': '10 個字元，10 分鐘內有效，只能使用一次。儲存時本機即用它註冊。',
    en: '10 characters, good for 10 minutes and one use. Saving enrols this till with it.',
  },
  enrolledAs: {
    'zh-Hans': '本机已注册：{{merchant}}，{{store}}，收银台 {{till}}',
    'zh-Hant': '本機已註冊：{{merchant}}，{{store}}，收銀台 {{till}}',
    en: 'Enrolled as till {{till}} of {{store}}, {{merchant}}',
  },
  notEnrolled: {
    'zh-Hans': '本机还没有注册。请向管理员要注册码。',
    'zh-Hant': '本機尚未註冊。請向管理員索取註冊碼。',
    en: 'This till is not enrolled yet. Ask the administrator for a code.',
  },
  language: { 'zh-Hans': '语言', 'zh-Hant': '語言', en: 'Language' },
  languageFor: {
    'zh-Hans': '启动时使用的语言；收银员可随时在上方切换。',
    'zh-Hant': '啟動時使用的語言；收銀員可隨時在上方切換。',
    en: 'The language the till starts in; cashiers can change it at the top at any time.',
  },
  shopName: { 'zh-Hans': '店名', 'zh-Hant': '店名', en: 'Shop' },
  shopNameFor: {
    'zh-Hans': '显示在屏幕上方，也会和商品描述一起显示在顾客的手机上。',
    'zh-Hant': '顯示在畫面上方，也會與貨品描述一起顯示在顧客的手機上。',
    en: 'Shown at the top of the screen and, with the description, on the payer’s phone.',
  },
  shopBranch: { 'zh-Hans': '分店', 'zh-Hant': '分店', en: 'Branch' },
  shopBranchFor: {
    'zh-Hans': '有多家店时填写。',
    'zh-Hant': '有多間分店時填寫。',
    en: 'For shops with more than one place.',
  },
  shopTill: { 'zh-Hans': '收银台编号', 'zh-Hant': '收銀台編號', en: 'Till' },
  shopTillFor: {
    'zh-Hans': '同一家店里每台不同。',
    'zh-Hant': '同一間店內每台不同。',
    en: 'Different on each till of the shop.',
  },
  description: { 'zh-Hans': '商品描述', 'zh-Hant': '貨品描述', en: 'Description' },
  descriptionFor: {
    'zh-Hans': '顾客在微信账单里看到的文字（body 字段）。',
    'zh-Hant': '顧客在 WeChat 帳單看到的文字（body 欄位）。',
    en: 'What the payer reads in WeChat (field “body”).',
  },
  currency: { 'zh-Hans': '币种', 'zh-Hant': '貨幣', en: 'Currency' },
  currencyFor: {
    'zh-Hans': '标价币种（fee_type），要和商户号开通的一致。',
    'zh-Hant': '標價貨幣（fee_type），須與商戶號開通的一致。',
    en: 'Currency of the prices (fee_type); it has to be one the merchant id was opened for.',
  },
  amountEntry: { 'zh-Hans': '金额输入方式', 'zh-Hant': '金額輸入方式', en: 'Typing amounts' },
  amountEntryDecimal: {
    'zh-Hans': '小数：12.8 = 12.80',
    'zh-Hant': '小數：12.8 = 12.80',
    en: 'Decimal: 12.8 = 12.80',
  },
  amountEntryCents: {
    'zh-Hans': '从分开始：1280 = 12.80',
    'zh-Hant': '由分開始：1280 = 12.80',
    en: 'Cents first: 1280 = 12.80',
  },
  amountEntryFor: {
    'zh-Hans': '按收银员的习惯选择。从分开始时不用按小数点。',
    'zh-Hant': '按收銀員的習慣選擇。由分開始時不用按小數點。',
    en: 'Choose what the cashiers are used to. Cents first needs no decimal point.',
  },
  maxMinor: { 'zh-Hans': '单笔上限', 'zh-Hant': '單筆上限', en: 'Largest amount' },
  maxMinorFor: {
    'zh-Hans': '超过的金额不收，防止多按了零。',
    'zh-Hant': '超過的金額不收，防止多按了零。',
    en: 'Larger amounts are refused: guards against a zero too many.',
  },
  askTwice: {
    'zh-Hans': '超过此金额要确认两次',
    'zh-Hant': '超過此金額要確認兩次',
    en: 'Ask twice above',
  },
  askTwiceFor: {
    'zh-Hans': '收银员要再按一次回车。',
    'zh-Hant': '收銀員要再按一次 Enter。',
    en: 'The cashier presses Enter a second time.',
  },
  codePrefixes: { 'zh-Hans': '付款码开头', 'zh-Hant': '付款碼開頭', en: 'Code prefixes' },
  codePrefixesFor: {
    'zh-Hans': '微信付款码是 18 位、以 10–15 开头的数字；香港融合钱包另有 160。其他码不会发送。',
    'zh-Hant': 'WeChat 付款碼為 18 位、以 10–15 開頭的數字；香港融合錢包另有 160。其他碼不會送出。',
    en: 'Quick Pay codes are 18 digits that begin with 10–15; the Hong Kong fusion wallet adds 160. Other codes are never sent.',
  },
  appId: { 'zh-Hans': '应用 ID（appid）', 'zh-Hant': '應用 ID（appid）', en: 'App id (appid)' },
  appIdFor: {
    'zh-Hans': '与商户号绑定的公众号或小程序，以 wx 开头。服务商模式填服务商的。',
    'zh-Hant': '與商戶號綁定的公眾號或小程式，以 wx 開頭。服務商模式填服務商的。',
    en: 'The account bound to the merchant, begins with wx. In service-provider mode: the provider’s.',
  },
  mchId: {
    'zh-Hans': '商户号（mch_id）',
    'zh-Hant': '商戶號（mch_id）',
    en: 'Merchant id (mch_id)',
  },
  mchIdFor: {
    'zh-Hans': '开户邮件和商户平台首页都有。服务商模式填服务商的。',
    'zh-Hant': '開戶電郵及商戶平台首頁均有。服務商模式填服務商的。',
    en: 'In the welcome mail and on the merchant platform. In service-provider mode: the provider’s.',
  },
  subAppId: {
    'zh-Hans': '子商户应用 ID（sub_appid）',
    'zh-Hant': '子商戶應用 ID（sub_appid）',
    en: 'Sub-merchant’s app id (sub_appid)',
  },
  subAppIdFor: {
    'zh-Hans': '只用于服务商模式，可以不填。',
    'zh-Hant': '只用於服務商模式，可不填。',
    en: 'Service-provider mode only; may stay empty.',
  },
  subMchId: {
    'zh-Hans': '子商户号（sub_mch_id）',
    'zh-Hant': '子商戶號（sub_mch_id）',
    en: 'Sub-merchant id (sub_mch_id)',
  },
  subMchIdFor: {
    'zh-Hans': '只用于服务商模式：真正收款的商户。',
    'zh-Hant': '只用於服務商模式：真正收款的商戶。',
    en: 'Service-provider mode only: the merchant who gets the money.',
  },
  deviceInfo: {
    'zh-Hans': '终端号（device_info）',
    'zh-Hant': '終端號（device_info）',
    en: 'Terminal number (device_info)',
  },
  deviceInfoFor: {
    'zh-Hans': '会出现在微信账单里，方便对账；可以不填。',
    'zh-Hant': '會出現在 WeChat 帳單，方便對帳；可不填。',
    en: 'Comes back in WeChat’s bill, which helps to reconcile; may stay empty.',
  },
  signType: { 'zh-Hans': '签名方式', 'zh-Hant': '簽名方式', en: 'Signature' },
  signTypeFor: {
    'zh-Hans': '两种微信都接受；HMAC-SHA256 更强。',
    'zh-Hant': 'WeChat 接受兩種；HMAC-SHA256 較強。',
    en: 'WeChat takes both; HMAC-SHA256 is stronger.',
  },
  apiKey: { 'zh-Hans': 'API 密钥（v2）', 'zh-Hant': 'API 密鑰（v2）', en: 'API key (v2)' },
  apiKeyFor: {
    'zh-Hans': '32 个字符，在商户平台“账户中心 → API 安全”里设置。',
    'zh-Hant': '32 個字元，在商戶平台「帳戶中心 → API 安全」設定。',
    en: '32 characters, set on the merchant platform under “Account → API security”.',
  },
  certificatePem: {
    'zh-Hans': '商户证书（apiclient_cert.pem）',
    'zh-Hant': '商戶證書（apiclient_cert.pem）',
    en: 'Certificate (apiclient_cert.pem)',
  },
  certificatePemFor: {
    'zh-Hans': '撤销和退款必须用证书。从商户平台下载。',
    'zh-Hant': '撤銷及退款必須用證書。由商戶平台下載。',
    en: 'Needed to revoke and refund. Comes from the merchant platform.',
  },
  certificateKeyPem: {
    'zh-Hans': '证书私钥（apiclient_key.pem）',
    'zh-Hant': '證書私鑰（apiclient_key.pem）',
    en: 'Its private key (apiclient_key.pem)',
  },
  certificateKeyPemFor: {
    'zh-Hans': '和证书一起下载的私钥。',
    'zh-Hant': '與證書一同下載的私鑰。',
    en: 'Downloaded together with the certificate.',
  },
  p12Base64: {
    'zh-Hans': '或者 apiclient_cert.p12',
    'zh-Hant': '或者 apiclient_cert.p12',
    en: 'Or apiclient_cert.p12',
  },
  p12Base64For: {
    'zh-Hans': '证书和私钥合在一个文件里，代替上面两个。',
    'zh-Hant': '證書及私鑰合在一個檔案，代替上面兩個。',
    en: 'Certificate and key in one file, instead of the two above.',
  },
  p12Passphrase: { 'zh-Hans': 'p12 密码', 'zh-Hant': 'p12 密碼', en: 'Passphrase of the p12' },
  p12PassphraseFor: {
    'zh-Hans': '微信默认是商户号；没有改过就不用填。',
    'zh-Hant': 'WeChat 預設為商戶號；沒有改過就不用填。',
    en: 'WeChat sets it to the merchant id; leave it empty unless it was changed.',
  },
  hosts: {
    'zh-Hans': '接口地址，优先的在前',
    'zh-Hant': '介面位址，優先的在前',
    en: 'Addresses, the preferred first',
  },
  hostsFor: {
    'zh-Hans':
      '每行一个。后面的只在前面连不上、并且什么都没发出时才用。香港及境外：https://apihk.mch.weixin.qq.com',
    'zh-Hant':
      '每行一個。後面的只在前面連不上、而且什麼都沒送出時才用。香港及境外：https://apihk.mch.weixin.qq.com',
    en: 'One a line. Later ones are used only when nothing was sent to the first. Hong Kong and global: https://apihk.mch.weixin.qq.com',
  },
  sandbox: {
    'zh-Hans': '微信的测试环境',
    'zh-Hant': 'WeChat 的測試環境',
    en: 'WeChat’s own test system',
  },
  sandboxOff: {
    'zh-Hans': '不用（真实收款）',
    'zh-Hant': '不用（真實收款）',
    en: 'Off (real payments)',
  },
  sandboxNew: {
    'zh-Hans': '沙箱（sandboxnew）',
    'zh-Hant': '沙箱（sandboxnew）',
    en: 'Sandbox (sandboxnew)',
  },
  sandboxXdc: {
    'zh-Hans': '仿真系统（xdc）',
    'zh-Hant': '仿真系統（xdc）',
    en: 'Simulation (xdc)',
  },
  sandboxFor: {
    'zh-Hans': '验收用。沙箱密钥由系统自动换取。',
    'zh-Hant': '驗收用。沙箱密鑰由系統自動換取。',
    en: 'For acceptance tests. The sandbox key is fetched for you.',
  },
  negativeTest: {
    'zh-Hans': '反向用例（Wechatpay-Negative-Test）',
    'zh-Hant': '反向用例（Wechatpay-Negative-Test）',
    en: 'Negative test (header Wechatpay-Negative-Test)',
  },
  negativeTestFor: {
    'zh-Hans': '只用于仿真系统，例如 MICROPAY_USERPAYING。',
    'zh-Hant': '只用於仿真系統，例如 MICROPAY_USERPAYING。',
    en: 'With the simulation only, e.g. MICROPAY_USERPAYING.',
  },
  ...scannerFields,
  ...printerFields,
  ...billFields,
  ...displayFields,
} as const satisfies Texts
