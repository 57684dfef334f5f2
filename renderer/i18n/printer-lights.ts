import type { PrinterLightDetail } from '../../app/printer-light.ts'
import type { Translated } from '../../app/language.ts'

/** What the printer's light says and, when something is wrong, what to do. No payment depends on it. */
export const printerLights = {
  'printer-ready': { 'zh-Hans': '正常', 'zh-Hant': '正常', en: 'Ready' },
  'printer-emulated': {
    'zh-Hans': '培训：打印在屏幕上',
    'zh-Hant': '培訓：列印在畫面上',
    en: 'Training: prints on the screen',
  },
  'printer-none': {
    'zh-Hans': '没有设置打印机',
    'zh-Hant': '未設定打印機',
    en: 'No printer is set up',
  },
  'printer-connecting': { 'zh-Hans': '正在连接…', 'zh-Hant': '正在連接…', en: 'Connecting…' },
  'printer-restarting': {
    'zh-Hans': '设备服务正在重启；小票会稍后打印',
    'zh-Hant': '裝置服務正在重啟；單據會稍後列印',
    en: 'The device service is restarting; slips are printed afterwards',
  },
  'paper-low': {
    'zh-Hans': '纸快用完了，请准备换纸',
    'zh-Hant': '紙快用完，請準備換紙',
    en: 'Paper is running low: have a new roll ready',
  },
  'paper-out': {
    'zh-Hans': '打印机没纸了。装上纸后自动补打；收款不受影响',
    'zh-Hant': '打印機沒紙。裝上紙後自動補印；收款不受影響',
    en: 'The printer is out of paper. Put a roll in and it goes on by itself; payments are not affected',
  },
  'cover-open': {
    'zh-Hans': '打印机盖没有关好',
    'zh-Hant': '打印機蓋未關好',
    en: 'The printer’s cover is open',
  },
  'printer-offline': {
    'zh-Hans': '打印机离线。请看打印机上的指示灯',
    'zh-Hant': '打印機離線。請看打印機上的指示燈',
    en: 'The printer is offline. Look at its own lamps',
  },
  'printer-error': {
    'zh-Hans': '打印机报错，可能是切刀卡纸。请清理后关机再开',
    'zh-Hant': '打印機報錯，可能是切刀卡紙。請清理後關機再開',
    en: 'The printer reports an error, often a jammed cutter. Clear it, then switch it off and on',
  },
  'printer-unreachable': {
    'zh-Hans': '连不上打印机。请检查电源和线；小票会自动补打，收款不受影响',
    'zh-Hant': '連不上打印機。請檢查電源和線；單據會自動補印，收款不受影響',
    en: 'The printer cannot be reached. Check power and cable; slips are printed once it is back, payments are not affected',
  },
  'printer-silent': {
    'zh-Hans': '打印机没有应答。请关机再开；若它从不应答，在设置（F12）里关掉“查询状态”',
    'zh-Hant': '打印機沒有應答。請關機再開；若它從不應答，在設定（F12）內關閉「查詢狀態」',
    en: 'The printer does not answer. Switch it off and on; if it never answers, switch off asking for its status (F12)',
  },
  'printer-busy': {
    'zh-Hans': '打印机的端口被别的程序占用',
    'zh-Hant': '打印機的端口被其他程式佔用',
    en: 'Another program is using the printer’s port',
  },
  'printer-no-permission': {
    'zh-Hans': '没有权限使用打印机。请管理员把当前用户加入 lp 组（串口是 dialout），然后重新登录',
    'zh-Hant':
      '沒有權限使用打印機。請管理員把目前使用者加入 lp 群組（串口為 dialout），然後重新登入',
    en: 'No permission to use the printer. The administrator adds this user to the group “lp” (“dialout” for serial), then log in anew',
  },
  'printer-no-driver': {
    'zh-Hans': '串口驱动在这台电脑上无法加载。请改用网络打印机',
    'zh-Hant': '串口驅動程式無法在這部電腦載入。請改用網絡打印機',
    en: 'The serial driver does not load on this computer. Use a network printer',
  },
  'printer-refused': {
    'zh-Hans': '系统打印机拒绝打印。请在系统设置里检查它',
    'zh-Hant': '系統打印機拒絕列印。請在系統設定內檢查它',
    en: 'The system’s printer refuses. Check it in the system’s settings',
  },
  'print-queue-broken': {
    'zh-Hans': '打印队列写不进磁盘：会打印，但重启后不再补打',
    'zh-Hant': '列印佇列無法寫入磁碟：會列印，但重啟後不再補印',
    en: 'The print queue cannot be written: slips are printed, but not kept over a restart',
  },
} as const satisfies { readonly [D in PrinterLightDetail]: Translated }
