import type { Remark } from '../../app/scanner-check/finding.ts'
import type { Translated } from '../../app/language.ts'
import type { Texts } from './texts.ts'

/** What each remark means, and what to do about it. */
export const scannerRemarks = {
  'other-setting': {
    'zh-Hans': '波特率或格式与原来的设置不同，已经认出',
    'zh-Hant': '鮑率或格式與原來的設定不同，已經認出',
    en: 'Baud rate or format differ from what was set up. They are recognised now',
  },
  'other-end': {
    'zh-Hans': '扫码枪的结束符与原来的设置不同，已经认出',
    'zh-Hant': '掃描器的結束符號與原來的設定不同，已經認出',
    en: 'It ends a scan otherwise than was set up. That is recognised now',
  },
  'no-end': {
    'zh-Hans': '码的后面没有结束符，只能靠停顿判断。建议扫说明书里“后缀 CR / 回车”的设置码',
    'zh-Hant': '碼的後面沒有結束符號，只能靠停頓判斷。建議掃說明書內「後綴 CR / Enter」的設定碼',
    en: 'Nothing ends a scan, so the till waits for silence. Better: scan the manual’s code “suffix CR” or “add Enter”',
  },
  'unusual-end': {
    'zh-Hans': '结束符不常见，只能靠停顿判断。建议扫说明书里“后缀 CR / 回车”的设置码',
    'zh-Hant': '結束符號不常見，只能靠停頓判斷。建議掃說明書內「後綴 CR / Enter」的設定碼',
    en: 'It ends a scan in an unusual way, so the till waits for silence. Better: scan the manual’s code “suffix CR”',
  },
  'in-pieces': {
    'zh-Hans': '数据分几段到达；系统会等它完整',
    'zh-Hant': '資料分幾段到達；系統會等它完整',
    en: 'The scan comes in pieces. The till waits for all of them',
  },
  'long-pauses': {
    'zh-Hans': '数据中间停顿太久，会被当成半个码。请关闭“字符间延迟”，或靠近无线底座',
    'zh-Hant': '資料中間停頓太久，會被當成半個碼。請關閉「字元間延遲」，或靠近無線底座',
    en: 'It pauses so long that half a code is given up. Turn “intercharacter delay” off, or go nearer to the radio base',
  },
  'aim-prefix': {
    'zh-Hans': '前面带 AIM 标识（如 ]C0），系统会去掉',
    'zh-Hant': '前面帶 AIM 識別碼（如 ]C0），系統會去掉',
    en: 'An AIM identifier (such as ]C0) stands in front. The till takes it off',
  },
  prefix: {
    'zh-Hans': '扫码枪会先打前缀，已经认出，会去掉',
    'zh-Hant': '掃描器會先打前綴，已經認出，會去掉',
    en: 'It types a prefix before each code. That is recognised and taken off',
  },
  'extra-characters': {
    'zh-Hans': '码的前后有多余的字符，付款码会读错。请扫说明书里“取消前缀和后缀”的设置码，再设回车',
    'zh-Hant':
      '碼的前後有多餘的字元，付款碼會讀錯。請掃說明書內「取消前綴和後綴」的設定碼，再設 Enter',
    en: 'Characters stand around the code, and payment codes would be refused. Scan the manual’s code “clear prefix and suffix”, then “suffix CR”',
  },
  'caps-lock': {
    'zh-Hans': '这台电脑的大写锁定开着；不影响付款码',
    'zh-Hant': '這部電腦的大寫鎖定已開啟；不影響付款碼',
    en: 'Caps Lock is on at this computer. Payment codes are read all the same',
  },
  'swapped-case': {
    'zh-Hans': '扫码枪把大小写弄反了；不影响付款码',
    'zh-Hant': '掃描器把大小寫弄反了；不影響付款碼',
    en: 'The scanner swaps capitals and small letters. Payment codes are read all the same',
  },
  layout: {
    'zh-Hans': '扫码枪设成了别国的键盘；数字没错。建议扫“美式键盘（US）”的设置码',
    'zh-Hant': '掃描器設成了別國的鍵盤；數字沒錯。建議掃「美式鍵盤（US）」的設定碼',
    en: 'The scanner is set to the keyboard of another country. Digits come right. Better: scan the manual’s code “US keyboard”',
  },
  'layout-digits': {
    'zh-Hans': '扫码枪设成了别国的键盘，数字会读错。请扫说明书里“美式键盘（US）”的设置码',
    'zh-Hant': '掃描器設成了別國的鍵盤，數字會讀錯。請掃說明書內「美式鍵盤（US）」的設定碼',
    en: 'The scanner is set to the keyboard of another country, and digits come wrong. Scan the manual’s code “US keyboard”',
  },
  'input-method': {
    'zh-Hans': '中文输入法开着；系统直接读按键，不影响付款码',
    'zh-Hant': '中文輸入法已開啟；系統直接讀按鍵，不影響付款碼',
    en: 'A Chinese or other input method is on. The till reads the keys past it',
  },
  'slow-keys': {
    'zh-Hans': '打字太慢，可能被当成手工输入。请设一个前缀（如 ~），或改用 USB HID POS 模式',
    'zh-Hant': '打字太慢，可能被當成人手輸入。請設一個前綴（如 ~），或改用 USB HID POS 模式',
    en: 'It types so slowly that it may be taken for fingers. Set a prefix such as ~ in it, or use USB HID POS mode',
  },
} as const satisfies { readonly [R in Remark]: Translated }

/** The check of the scanners. Loaded with it: the first screen does not need it. */
export const scannerCheck = {
  title: { 'zh-Hans': '检查扫码枪', 'zh-Hant': '檢查掃描器', en: 'Check the scanner' },
  scanThis: {
    'zh-Hans': '用扫码枪扫这个测试码',
    'zh-Hant': '用掃描器掃這個測試碼',
    en: 'Scan this test code',
  },
  scanThisFor: {
    'zh-Hans': '一维枪扫上面，二维枪都可以。这不是付款码，不会扣款。请不要在这里扫顾客的付款码。',
    'zh-Hant':
      '一維掃描器掃上面，二維的都可以。這不是付款碼，不會扣款。請不要在這裡掃顧客的付款碼。',
    en: 'A laser scanner reads the upper one, an imager either. It is no payment code: nothing is charged. Do not scan customers’ codes here.',
  },
  testBars: { 'zh-Hans': '测试条形码', 'zh-Hant': '測試條碼', en: 'Test bar code' },
  testSquares: { 'zh-Hans': '测试二维码', 'zh-Hant': '測試二維碼', en: 'Test QR code' },
  listening: {
    'zh-Hans': '正在听所有接口：串口、USB HID 和键盘',
    'zh-Hant': '正在聽所有介面：串口、USB HID 和鍵盤',
    en: 'Listening everywhere: serial ports, USB HID and keyboard',
  },
  waiting: { 'zh-Hans': '请扫测试码', 'zh-Hant': '請掃測試碼', en: 'Scan the test code' },
  nothingYet: {
    'zh-Hans':
      '扫码枪“嘀”了却没有反应？它可能在本机读不懂的模式（IBM、SNAPI），请扫说明书里“USB HID POS”的设置码。没有“嘀”：检查插头和电源，把屏幕调亮。',
    'zh-Hant':
      '掃描器「嘀」了卻沒有反應？它可能在本機讀不懂的模式（IBM、SNAPI），請掃說明書內「USB HID POS」的設定碼。沒有「嘀」：檢查插頭和電源，把螢幕調亮。',
    en: 'It beeps and nothing happens here? Then it is in a mode that nobody else reads (IBM, SNAPI): scan the code “USB HID POS” in its manual. No beep: check plug and power, and make the screen brighter.',
  },
  works: { 'zh-Hans': '扫码枪可以用', 'zh-Hant': '掃描器可以使用', en: 'The scanner works' },
  mustChange: {
    'zh-Hans': '读到了，但扫码枪要改设置',
    'zh-Hant': '讀到了，但掃描器要改設定',
    en: 'It is read, but the scanner needs a change',
  },
  garbled: {
    'zh-Hans': '收到乱码：波特率不对',
    'zh-Hant': '收到亂碼：鮑率不對',
    en: 'Garbage came: the baud rate is wrong',
  },
  garbledGuess: {
    'zh-Hans': '从乱码推断是 {{next}}（刚才是 {{tried}}）。请再扫一次测试码。',
    'zh-Hant': '從亂碼推斷是 {{next}}（剛才是 {{tried}}）。請再掃一次測試碼。',
    en: 'It looks like {{next}} (this was {{tried}}). Scan the test code once more.',
  },
  garbledNext: {
    'zh-Hans': '{{tried}} 不对，现在试 {{next}}。请再扫一次测试码。',
    'zh-Hant': '{{tried}} 不對，現在試 {{next}}。請再掃一次測試碼。',
    en: '{{tried}} is wrong, {{next}} is tried now. Scan the test code once more.',
  },
  otherText: {
    'zh-Hans': '读到的不是测试码',
    'zh-Hant': '讀到的不是測試碼',
    en: 'That was not the test code',
  },
  otherTextFor: {
    'zh-Hans': '扫码枪接通了，读得懂。请扫左边的测试码，才能看出设置对不对。',
    'zh-Hant': '掃描器已接通，讀得懂。請掃左邊的測試碼，才能看出設定對不對。',
    en: 'The scanner is connected and readable. Scan the code on the left to see whether it is set up right.',
  },
  beginning: {
    'zh-Hans': '只收到一半',
    'zh-Hant': '只收到一半',
    en: 'Only half of it came',
  },
  beginningFor: {
    'zh-Hans': '测试码没有收完整。请再扫一次；如果总是这样，检查接线，或关闭“字符间延迟”。',
    'zh-Hant': '測試碼未收完整。請再掃一次；如果總是這樣，檢查接線，或關閉「字元間延遲」。',
    en: 'The rest of the test code never came. Scan again; if it stays so, check the cable or turn “intercharacter delay” off.',
  },
  foundSerial: {
    'zh-Hans': '串口，{{setting}}，结束符 {{end}}',
    'zh-Hant': '串口，{{setting}}，結束符號 {{end}}',
    en: 'Serial, {{setting}}, ends with {{end}}',
  },
  foundHid: {
    'zh-Hans': 'USB HID POS 模式',
    'zh-Hant': 'USB HID POS 模式',
    en: 'USB HID POS mode',
  },
  foundKeyboard: {
    'zh-Hans': '键盘模式，结束键 {{end}}',
    'zh-Hant': '鍵盤模式，結束鍵 {{end}}',
    en: 'Keyboard mode, ends with {{end}}',
  },
  endNothing: { 'zh-Hans': '没有', 'zh-Hant': '沒有', en: 'nothing' },
  endOther: { 'zh-Hans': '其他字符', 'zh-Hant': '其他字元', en: 'other characters' },
  better: {
    'zh-Hans':
      '更好：USB HID POS 模式不受窗口和输入法影响，拔掉也看得见。说明书里的设置码：{{code}}',
    'zh-Hant':
      '更好：USB HID POS 模式不受視窗和輸入法影響，拔掉也看得見。說明書內的設定碼：{{code}}',
    en: 'Better still: USB HID POS mode works whatever window is active, and the till sees it unplugged. The manual’s code: {{code}}',
  },
  use: { 'zh-Hans': '使用并保存', 'zh-Hant': '使用並儲存', en: 'Use it and save' },
  add: { 'zh-Hans': '再加一把', 'zh-Hant': '再加一把', en: 'Add as one more' },
  fileOnly: {
    'zh-Hans': '设置来自配置文件，请把这一段写进去：',
    'zh-Hant': '設定來自設定檔，請把這一段寫進去：',
    en: 'This till is set up by a file. Put this into it:',
  },
  devices: { 'zh-Hans': '接口', 'zh-Hant': '介面', en: 'Connections' },
  noDevices: {
    'zh-Hans': '没有发现串口和 USB HID 扫码枪',
    'zh-Hant': '找不到串口和 USB HID 掃描器',
    en: 'No serial port and no USB HID scanner is there',
  },
  keyboard: { 'zh-Hans': '本窗口的键盘', 'zh-Hant': '本視窗的鍵盤', en: 'Keyboard of this window' },
  inKeyboardMode: {
    'zh-Hans': '键盘模式的扫码枪',
    'zh-Hant': '鍵盤模式的掃描器',
    en: 'Scanner in keyboard mode',
  },
  ready: { 'zh-Hans': '在听', 'zh-Hant': '在聽', en: 'Listening' },
  opening: { 'zh-Hans': '正在打开…', 'zh-Hant': '正在開啟…', en: 'Opening…' },
  rawTitle: { 'zh-Hans': '原始数据', 'zh-Hant': '原始資料', en: 'Raw data' },
  rawFor: {
    'zh-Hans': '给技术支持看。除测试码外，所有数字都隐藏（•）。',
    'zh-Hant': '供技術支援查看。除測試碼外，所有數字都隱藏（•）。',
    en: 'For support. All digits but those of the test code are hidden (•).',
  },
  rawShow: { 'zh-Hans': '显示原始数据', 'zh-Hant': '顯示原始資料', en: 'Show raw data' },
  rawHide: { 'zh-Hans': '隐藏原始数据', 'zh-Hant': '隱藏原始資料', en: 'Hide raw data' },
  rawNone: { 'zh-Hans': '还没有收到数据', 'zh-Hant': '尚未收到資料', en: 'Nothing has come yet' },
  rawPause: { 'zh-Hans': '暂停', 'zh-Hant': '暫停', en: 'Pause' },
  rawGoOn: { 'zh-Hans': '继续', 'zh-Hant': '繼續', en: 'Go on' },
  rawCopy: { 'zh-Hans': '复制', 'zh-Hant': '複製', en: 'Copy' },
  rawCopied: { 'zh-Hans': '已复制', 'zh-Hant': '已複製', en: 'Copied' },
  rawCopyFailed: {
    'zh-Hans': '复制不了，请选中文字后按 Ctrl+C',
    'zh-Hant': '無法複製，請選取文字後按 Ctrl+C',
    en: 'Could not copy: select the text and press Ctrl+C',
  },
} as const satisfies Texts
