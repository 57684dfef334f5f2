import type { Texts } from './texts.ts'

/** The set-up of the scanners. */
export const scannerFields = {
  whenRefused: {
    'zh-Hans': '扫错码时',
    'zh-Hant': '掃錯碼時',
    en: 'When its code is not charged',
  },
  whenRefusedFor: {
    'zh-Hans':
      '商品条码、别的钱包等没有收款的码：让扫码枪再响一声，顾客也听得见。不是每种扫码枪都会。',
    'zh-Hant':
      '貨品條碼、其他錢包等沒有收款的碼：讓掃描器再響一聲，顧客也聽得見。不是每種掃描器都會。',
    en: 'Goods, another wallet and the like: the scanner beeps once more, so that the payer hears it too. Not every scanner can.',
  },
  refusedNothing: { 'zh-Hans': '不响', 'zh-Hant': '不響', en: 'Silent' },
  refusedBeep: { 'zh-Hans': '响一声', 'zh-Hant': '響一聲', en: 'Beep' },
  commandMaker: {
    'zh-Hans': '扫码枪听谁的命令',
    'zh-Hant': '掃描器聽誰的指令',
    en: 'Whose commands it understands',
  },
  commandMakerFor: {
    'zh-Hans':
      '选品牌后，收银机可以让扫码枪响、确认收到、开关扫描灯。只列出厂家说明书里写明的命令；不清楚就选“不发命令”。',
    'zh-Hant':
      '選品牌後，收銀機可以讓掃描器響、確認收到、開關掃描燈。只列出廠家說明書內寫明的指令；不清楚就選「不發指令」。',
    en: 'With a maker chosen the till can make the scanner beep, confirm each scan and switch its light. Only what the maker’s manuals document is offered; when in doubt send none.',
  },
  commandNone: { 'zh-Hans': '不发命令', 'zh-Hant': '不發指令', en: 'None are sent' },
  commandBeep: {
    'zh-Hans': '收银机判断后',
    'zh-Hant': '收銀機判斷後',
    en: 'When the till has judged the code',
  },
  commandBeepFor: {
    'zh-Hans':
      '“没收款时”：商品条码、别的钱包等再响一声。“每个码”：收下和没收下声音不同；扫码枪自己的提示音请用说明书里的设置码关掉。',
    'zh-Hant':
      '「沒有收款時」：貨品條碼、其他錢包等再響一聲。「每個碼」：收下和沒收下聲音不同；掃描器本身的提示音請用說明書內的設定碼關掉。',
    en: '“Not charged”: once more for goods, another wallet and the like. “Every code”: one sound for taken, another for not charged; then switch the scanner’s own beep off with its manual.',
  },
  beepRefused: { 'zh-Hans': '没收款时响', 'zh-Hant': '沒有收款時響', en: 'Beep: not charged' },
  beepEvery: { 'zh-Hans': '每个码都响', 'zh-Hant': '每個碼都響', en: 'Beep: every code' },
  handshake: { 'zh-Hans': '确认收到', 'zh-Hant': '確認收到', en: 'Confirm each scan' },
  handshakeFor: {
    'zh-Hans': 'ACK/NAK：每次扫码都回应，残缺的请扫码枪重发。扫码枪里要先打开同名设置。',
    'zh-Hant': 'ACK/NAK：每次掃碼都回應，殘缺的請掃描器重發。掃描器內要先開啟同名設定。',
    en: 'ACK/NAK: each scan is answered, and a broken one is asked for again. Switch it on in the scanner first.',
  },
  handshakeNone: { 'zh-Hans': '不回应', 'zh-Hant': '不回應', en: 'No answer' },
  trigger: { 'zh-Hans': '扫描灯由谁开', 'zh-Hant': '掃描燈由誰開', en: 'Who starts a scan' },
  triggerFor: {
    'zh-Hans':
      '“收银机”：只在等付款码时亮灯，不用扣扳机，也不会误扫。扫码枪里要先选串口（命令）触发。',
    'zh-Hant':
      '「收銀機」：只在等付款碼時亮燈，不用扣扳機，也不會誤掃。掃描器內要先選串口（指令）觸發。',
    en: '“The till”: the light is on only while a code is waited for, nobody pulls a trigger, nothing is scanned by mistake. Choose serial (command) trigger in the scanner first.',
  },
  triggerScanner: {
    'zh-Hans': '扫码枪自己',
    'zh-Hant': '掃描器自己',
    en: 'The scanner itself',
  },
  triggerTill: { 'zh-Hans': '收银机', 'zh-Hant': '收銀機', en: 'The till' },
  checkScanner: {
    'zh-Hans': '用测试码自动识别',
    'zh-Hant': '用測試碼自動識別',
    en: 'Find out with a test code',
  },
  checkScannerFor: {
    'zh-Hans': '扫一下屏幕上的测试码，就能认出接口、波特率和结束符，并说出哪里不对。',
    'zh-Hant': '掃一下畫面上的測試碼，就能認出介面、鮑率和結束符號，並說出哪裡不對。',
    en: 'Scan a test code from this screen: the till recognises connection, baud rate and framing, and says what is wrong.',
  },
  scannerKind: {
    'zh-Hans': '扫码枪接法',
    'zh-Hant': '掃描器接法',
    en: 'How the scanner is connected',
  },
  scannerKeyboard: {
    'zh-Hans': 'USB 键盘',
    'zh-Hant': 'USB 鍵盤',
    en: 'USB keyboard',
  },
  scannerSerial: {
    'zh-Hans': '串口（含 USB 串口）',
    'zh-Hant': '串口（含 USB 串口）',
    en: 'Serial (RS-232, USB)',
  },
  scannerHid: {
    'zh-Hans': 'USB HID POS',
    'zh-Hant': 'USB HID POS',
    en: 'USB HID POS',
  },
  scannerNone: {
    'zh-Hans': '没有（只手工输入）',
    'zh-Hant': '沒有（只用人手輸入）',
    en: 'None, codes are typed',
  },
  scanners: {
    'zh-Hans': '这台收银机的扫码枪',
    'zh-Hant': '這部收銀機的掃描器',
    en: 'Scanners of this till',
  },
  scannerAdd: {
    'zh-Hans': '再加一把扫码枪',
    'zh-Hant': '再加一部掃描器',
    en: 'Add another scanner',
  },
  scannerRemove: {
    'zh-Hans': '移除第 {{number}} 把',
    'zh-Hant': '移除第 {{number}} 部',
    en: 'Remove scanner {{number}}',
  },
  scannerUnsaved: {
    'zh-Hans': '保存后启用',
    'zh-Hant': '儲存後啟用',
    en: 'In use once it is saved',
  },
  scannerKindFor: {
    'zh-Hans':
      'USB HID POS 和串口最可靠：不论哪个窗口在最前都能扫，拔掉也能发现。模式用扫码枪说明书里的设置码切换。',
    'zh-Hant':
      'USB HID POS 和串口最可靠：不論哪個視窗在最前都能掃，拔掉也能發現。模式用掃描器說明書內的設定碼切換。',
    en: 'USB HID POS and serial are the most reliable: they work whatever window is in front, and the till sees an unplugged scanner. The scanner’s manual has a barcode that switches modes.',
  },
  hidScanner: { 'zh-Hans': '哪一把', 'zh-Hant': '哪一部', en: 'Which scanner' },
  hidScannerFor: {
    'zh-Hans': '只有一把时选“任何一把”。有几把时选定其中一把，换插口也认得。',
    'zh-Hant': '只有一部時選「任何一部」。有多部時選定其中一部，換插口亦認得。',
    en: 'With one scanner choose “Any”. With several choose one of them; it is known again at any socket.',
  },
  hidAny: {
    'zh-Hans': '任何一把 HID POS 扫码枪',
    'zh-Hant': '任何一部 HID POS 掃描器',
    en: 'Any HID POS scanner',
  },
  hidAway: {
    'zh-Hans': '{{id}}（没有插上）',
    'zh-Hant': '{{id}}（未插上）',
    en: '{{id}} (not plugged in)',
  },
  port: { 'zh-Hans': '串口', 'zh-Hant': '串口', en: 'Serial port' },
  portFor: {
    'zh-Hans': '选择，或填写名称，例如 COM3、/dev/ttyACM0。',
    'zh-Hant': '選擇，或填寫名稱，例如 COM3、/dev/ttyACM0。',
    en: 'Choose one or type its name, such as COM3 or /dev/ttyACM0.',
  },
  baudRate: { 'zh-Hans': '波特率', 'zh-Hant': '鮑率', en: 'Baud rate' },
  baudRateFor: {
    'zh-Hans': '和扫码枪说明书一致，多为 9600；USB 虚拟串口无所谓。',
    'zh-Hant': '與掃描器說明書一致，多為 9600；USB 虛擬串口無所謂。',
    en: 'As in the scanner’s manual, mostly 9600; USB serial does not care.',
  },
  format: { 'zh-Hans': '数据格式', 'zh-Hant': '資料格式', en: 'Format' },
  formatFor: {
    'zh-Hans': '数据位、校验、停止位。多为 8N1；较老的 RS-232 扫码枪也有 7E1。',
    'zh-Hant': '資料位元、校驗、停止位元。多為 8N1；較舊的 RS-232 掃描器也有 7E1。',
    en: 'Data bits, parity, stop bit. Mostly 8N1; some older RS-232 scanners use 7E1.',
  },
  framing: { 'zh-Hans': '一次扫码的结尾', 'zh-Hant': '一次掃碼的結尾', en: 'What ends a scan' },
  framingAny: {
    'zh-Hans': '任何换行（推荐）',
    'zh-Hant': '任何換行（建議）',
    en: 'Any line end (recommended)',
  },
  framingStx: {
    'zh-Hans': 'STX … ETX 包裹',
    'zh-Hant': 'STX … ETX 包裹',
    en: 'STX … ETX around it',
  },
  framingIdle: { 'zh-Hans': '停顿', 'zh-Hant': '停頓', en: 'Silence' },
  framingFor: {
    'zh-Hans': '扫码枪的“后缀”设置。不清楚时用“任何换行”。',
    'zh-Hant': '掃描器的「後綴」設定。不清楚時用「任何換行」。',
    en: 'The scanner’s “suffix” setting. When in doubt: any line end.',
  },
  idleMs: {
    'zh-Hans': '停顿多久算结束（毫秒）',
    'zh-Hant': '停頓多久算結束（毫秒）',
    en: 'Silence that ends it (ms)',
  },
  idleMsFor: {
    'zh-Hans': '太短会把一个码断成两截。',
    'zh-Hant': '太短會把一個碼斷成兩截。',
    en: 'Too short, and one code comes in two halves.',
  },
  prefix: { 'zh-Hans': '前缀', 'zh-Hant': '前綴', en: 'Prefix' },
  prefixFor: {
    'zh-Hans': '扫码枪在每个码前输入的字符，例如 ~。有前缀时识别最可靠；没有就留空。',
    'zh-Hant': '掃描器在每個碼前輸入的字元，例如 ~。有前綴時識別最可靠；沒有就留空。',
    en: 'Characters the scanner types before each code, such as ~. With one, scans are told from typing for certain; otherwise leave it empty.',
  },
  suffix: { 'zh-Hans': '后缀', 'zh-Hant': '後綴', en: 'Suffix' },
  suffixFor: {
    'zh-Hans': '扫码枪在每个码后按的键。',
    'zh-Hant': '掃描器在每個碼後按的鍵。',
    en: 'The key the scanner presses after each code.',
  },
  suffixNone: { 'zh-Hans': '没有', 'zh-Hant': '沒有', en: 'None' },
} as const satisfies Texts
