import type { DisplayLightDetail } from '../../app/display-light.ts'
import type { PrinterLightDetail } from '../../app/printer-light.ts'
import { printerLights } from './printer-lights.ts'
import type { ScannerLightDetail } from '../../app/scanner-light.ts'
import type { NetworkLightDetail, WechatLightDetail } from '../../app/service-light.ts'
import type { Translated } from '../../app/language.ts'
import type { Texts } from './texts.ts'

/** What each light says and, when something is wrong, what to do. Keys are the lights' own kinds. */
const details = {
  ready: { 'zh-Hans': '已连接', 'zh-Hant': '已連接', en: 'Connected' },
  keyboard: { 'zh-Hans': '键盘模式', 'zh-Hant': '鍵盤模式', en: 'Keyboard mode' },
  emulated: { 'zh-Hans': '模拟扫码枪', 'zh-Hant': '模擬掃描器', en: 'Emulated for training' },
  none: {
    'zh-Hans': '没有设置扫码枪，用 F2 手工输入付款码',
    'zh-Hant': '未設定掃描器，用 F2 人手輸入付款碼',
    en: 'No scanner is set up: type codes with F2',
  },
  opening: { 'zh-Hans': '正在连接…', 'zh-Hant': '正在連接…', en: 'Connecting…' },
  checking: {
    'zh-Hans': '正在检查扫码枪，暂时不能扫码收款',
    'zh-Hant': '正在檢查掃描器，暫時不能掃碼收款',
    en: 'The scanner is being checked: no payments by scan meanwhile',
  },
  'service-restarting': {
    'zh-Hans': '设备服务正在重启，请稍候',
    'zh-Hant': '裝置服務正在重啟，請稍候',
    en: 'The device service is restarting, a moment',
  },
  'no-such-port': {
    'zh-Hans': '扫码枪没有连上。请检查插头和电源；插好会自动恢复。急用请按 F2',
    'zh-Hant': '掃描器未連上。請檢查插頭和電源；插好會自動恢復。急用請按 F2',
    en: 'The scanner is not connected. Check plug and power; it comes back by itself. Meanwhile use F2',
  },
  'port-busy': {
    'zh-Hans': '扫码枪的串口被别的程序占用。请关掉那个程序',
    'zh-Hant': '掃描器的串口被其他程式佔用。請關閉該程式',
    en: 'Another program is using the scanner’s port. Close that program',
  },
  'no-hid-permission': {
    'zh-Hans': '没有权限读取 USB 扫码枪。请管理员按说明书安装 udev 规则，然后重新插上',
    'zh-Hant': '沒有權限讀取 USB 掃描器。請管理員按說明書安裝 udev 規則，然後重新插上',
    en: 'No permission to read the USB scanner. The administrator installs the udev rule of the manual, then plug it in again',
  },
  'no-permission': {
    'zh-Hans': '没有权限打开串口。请管理员把当前用户加入 dialout 组，然后重新登录',
    'zh-Hant': '沒有權限開啟串口。請管理員把目前使用者加入 dialout 群組，然後重新登入',
    en: 'No permission to open the port. The administrator adds this user to the group “dialout”, then log in anew',
  },
  'module-unavailable': {
    'zh-Hans': '这种扫码枪的驱动在这台电脑上无法加载。请改用键盘模式的扫码枪，或按 F2 输入',
    'zh-Hant': '這種掃描器的驅動程式無法在這部電腦載入。請改用鍵盤模式的掃描器，或按 F2 輸入',
    en: 'The driver for this scanner does not load on this computer. Use a scanner in keyboard mode, or F2',
  },
  'open-failed': {
    'zh-Hans': '扫码枪打不开。请检查设置（F12）里的波特率和端口，或拔下重插',
    'zh-Hant': '無法開啟掃描器。請檢查設定（F12）內的鮑率和串口，或拔下重插',
    en: 'The scanner could not be opened. Check baud rate and port in the set-up (F12), or plug it in again',
  },
  'unterminated-scan': {
    'zh-Hans': '收到数据但没有结束符：扫码枪的后缀和设置（F12）不一致',
    'zh-Hant': '收到資料但沒有結束符號：掃描器的後綴與設定（F12）不一致',
    en: 'Data arrives, but never its end: the scanner’s suffix is not the one in the set-up (F12)',
  },
  online: { 'zh-Hans': '已联网', 'zh-Hant': '已連線', en: 'Online' },
  offline: {
    'zh-Hans': '这台电脑没有网络。请检查网线或 Wi-Fi',
    'zh-Hant': '這部電腦沒有網絡。請檢查網線或 Wi-Fi',
    en: 'This computer has no network. Check cable or Wi-Fi',
  },
  answering: { 'zh-Hans': '正常答复', 'zh-Hant': '正常回覆', en: 'Answering' },
  idle: { 'zh-Hans': '还没有请求过', 'zh-Hant': '尚未有請求', en: 'Not asked yet' },
  slow: {
    'zh-Hans': '微信支付没有及时答复，系统会再查',
    'zh-Hant': 'WeChat Pay 未有及時回覆，系統會再查',
    en: 'No answer in time; the till asks again',
  },
  unreachable: {
    'zh-Hans': '连不上微信支付。请检查网络、防火墙和代理',
    'zh-Hant': '連不上 WeChat Pay。請檢查網絡、防火牆和代理',
    en: 'WeChat Pay cannot be reached. Check network, firewall and proxy',
  },
  untrusted: {
    'zh-Hans': '对方无法证明自己是微信支付，或签名不符。请不要收款，联系技术支持',
    'zh-Hant': '對方無法證明自己是 WeChat Pay，或簽名不符。請勿收款，聯絡技術支援',
    en: 'The other side cannot prove to be WeChat Pay, or its signature is wrong. Take no payments and call support',
  },
  refused: {
    'zh-Hans': '微信支付拒绝本机的请求。请检查 API 密钥和商户号，先不要收款',
    'zh-Hant': 'WeChat Pay 拒絕本機的請求。請檢查 API 密鑰和商戶號，暫時不要收款',
    en: 'WeChat Pay refuses this till’s requests. Check API key and merchant id, and take no payments until then',
  },
  'not-set-up': {
    'zh-Hans': '还没有设置好商户号、密钥和证书',
    'zh-Hant': '尚未設定好商戶號、密鑰及證書',
    en: 'Merchant id, key and certificate are not set up',
  },
  'backend-answering': { 'zh-Hans': '正常答复', 'zh-Hant': '正常回覆', en: 'Answering' },
  'backend-idle': { 'zh-Hans': '还没有请求过', 'zh-Hant': '尚未有請求', en: 'Not asked yet' },
  'backend-slow': {
    'zh-Hans': '商户后台没有及时答复，系统会再查',
    'zh-Hant': '商戶後台未有及時回覆，系統會再查',
    en: 'The backend gives no answer in time; the till asks again',
  },
  'backend-unreachable': {
    'zh-Hans': '连不上商户后台。请检查网络、防火墙和后台地址（F12）',
    'zh-Hant': '連不上商戶後台。請檢查網絡、防火牆和後台位址（F12）',
    en: 'The merchant’s backend cannot be reached. Check network, firewall and its address (F12)',
  },
  'backend-untrusted': {
    'zh-Hans': '对方无法证明自己是商户后台。请不要收款，联系技术支持',
    'zh-Hant': '對方無法證明自己是商戶後台。請勿收款，聯絡技術支援',
    en: 'The other side cannot prove to be the merchant’s backend. Take no payments and call support',
  },
  'backend-refused': {
    'zh-Hans': '商户后台不接受本机。请管理员用新的注册码重新注册（F12）',
    'zh-Hant': '商戶後台不接受本機。請管理員用新的註冊碼重新註冊（F12）',
    en: 'The backend does not accept this till. The administrator enrols it again with a new code (F12)',
  },
  'backend-not-set-up': {
    'zh-Hans': '本机还没有在商户后台注册',
    'zh-Hant': '本機尚未在商戶後台註冊',
    en: 'This till is not enrolled at the backend',
  },
  'display-shown': { 'zh-Hans': '正在显示', 'zh-Hant': '正在顯示', en: 'Shown' },
  'display-none': { 'zh-Hans': '没有设置', 'zh-Hant': '未設定', en: 'None is set up' },
  'display-unplugged': {
    'zh-Hans': '找不到顾客看的屏幕。请检查它的插头和电源，接好会自动恢复；收款不受影响',
    'zh-Hant': '找不到顧客看的螢幕。請檢查它的插頭和電源，接好會自動恢復；收款不受影響',
    en: 'The customer’s monitor is not there. Check plug and power; it comes back by itself. Payments go on as usual',
  },
  'display-till-there': {
    'zh-Hans': '收银台窗口正在顾客的屏幕上。请把它拖回收银员的屏幕，或在设置（F12）里另选',
    'zh-Hant': '收銀台視窗正在顧客的螢幕上。請把它拖回收銀員的螢幕，或在設定（F12）另選',
    en: 'The till’s window is on the customer’s monitor. Move it to the cashier’s, or choose another in the set-up (F12)',
  },
  'display-crashed': {
    'zh-Hans': '顾客显示屏多次出错，已关闭。收款不受影响；请方便时重启程序',
    'zh-Hant': '顧客顯示屏多次出錯，已關閉。收款不受影響；請方便時重啟程式',
    en: 'The customer’s display failed again and again and was closed. Payments go on; restart the program when you can',
  },
  ...printerLights,
} as const satisfies {
  readonly [
    D in
      | ScannerLightDetail
      | NetworkLightDetail
      | WechatLightDetail
      | PrinterLightDetail
      | DisplayLightDetail
  ]: Translated
}

/** The lights in the title bar. */
export const lights = {
  scanner: { 'zh-Hans': '扫码枪', 'zh-Hant': '掃描器', en: 'Scanner' },
  network: { 'zh-Hans': '网络', 'zh-Hant': '網絡', en: 'Network' },
  printer: { 'zh-Hans': '打印机', 'zh-Hant': '打印機', en: 'Printer' },
  display: { 'zh-Hans': '顾客屏', 'zh-Hant': '顧客屏', en: 'Display' },
  wechat: { 'zh-Hans': '微信支付', 'zh-Hant': 'WeChat Pay', en: 'WeChat Pay' },
  backend: { 'zh-Hans': '商户后台', 'zh-Hant': '商戶後台', en: 'Backend' },
  ok: { 'zh-Hans': '正常', 'zh-Hant': '正常', en: 'ready' },
  wait: { 'zh-Hans': '请稍候', 'zh-Hant': '請稍候', en: 'please wait' },
  bad: { 'zh-Hans': '有问题', 'zh-Hant': '有問題', en: 'needs attention' },
  off: { 'zh-Hans': '未使用', 'zh-Hant': '未使用', en: 'not in use' },
  ...details,
} as const satisfies Texts
