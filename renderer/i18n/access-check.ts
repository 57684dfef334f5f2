import type { FindingKind } from '../../app/access-check/finding.ts'
import type { Translated } from '../../app/language.ts'
import type { Texts } from './texts.ts'

/** The check of keys, certificates and addresses, around its findings. */
export const accessCheck = {
  check: { 'zh-Hans': '检查', 'zh-Hant': '檢查', en: 'Check' },
  checkFor: {
    'zh-Hans':
      '用屏幕上填写的内容（不必先保存）真的问一次微信支付：查询一个不可能存在的订单，再撤销它以出示证书。不会动任何钱，也不会留下订单。',
    'zh-Hant':
      '以畫面上填寫的內容（無須先儲存）真的向 WeChat Pay 查詢一次：查詢一張不可能存在的訂單，再撤銷它以出示證書。不會動用任何款項，也不會留下訂單。',
    en: 'Asks WeChat Pay for real, with what stands on the screen, saved or not: a query of an order that cannot exist, then a revoke of it to show the certificate. No money moves and no order is left behind.',
  },
  checkBackendFor: {
    'zh-Hans':
      '用屏幕上的地址（不必先保存）问后台：能不能工作、几点了、认不认识本机。注册码不会被用掉。',
    'zh-Hant':
      '以畫面上的位址（無須先儲存）詢問後台：能否運作、現在幾點、是否認得本機。註冊碼不會被用掉。',
    en: 'Asks the backend at this address, saved or not: whether it works, what time it has, whether it knows this till. An enrolment code is not used up.',
  },
  checking: { 'zh-Hans': '正在检查…', 'zh-Hant': '正在檢查…', en: 'Checking…' },
  fillFirst: {
    'zh-Hans': '请先改好标记的地方',
    'zh-Hant': '請先修改標示的地方',
    en: 'Correct the marked fields first',
  },
  allWell: {
    'zh-Hans': '全部正常，可以收款',
    'zh-Hant': '全部正常，可以收款',
    en: 'All is well: payments can be taken',
  },
  notWell: {
    'zh-Hans': '这样还不能收款',
    'zh-Hant': '這樣還不能收款',
    en: 'Payments cannot be taken like this',
  },
  behind: { 'zh-Hans': '慢了 {{time}}', 'zh-Hant': '慢了 {{time}}', en: '{{time}} slow' },
  ahead: { 'zh-Hans': '快了 {{time}}', 'zh-Hant': '快了 {{time}}', en: '{{time}} fast' },
} as const satisfies Texts

/** What was found, and what to do about it. `about` is a host, a field or a file. */
export const accessFindings = {
  'merchant-missing': {
    'zh-Hans': '商户资料没有填写：{{about}}。请在商户平台的“账户中心 → 商户信息”里查看',
    'zh-Hant': '商戶資料沒有填寫：{{about}}。請在商戶平台的「帳戶中心 → 商戶資訊」查看',
    en: 'Merchant data is missing: {{about}}. The merchant portal shows it under “Account centre → Merchant information”',
  },
  'merchant-malformed': {
    'zh-Hans': '商户资料的格式不对：{{about}}。请从商户平台复制，不要带空格',
    'zh-Hant': '商戶資料的格式不正確：{{about}}。請由商戶平台複製，不要帶空格',
    en: 'Merchant data is not in the right form: {{about}}. Copy it from the merchant portal, without blanks',
  },
  'api-key-missing': {
    'zh-Hans': '没有 API 密钥。请在商户平台“API 安全 → 设置 APIv2 密钥”里设置，再填到这里',
    'zh-Hant': '沒有 API 密鑰。請在商戶平台「API 安全 → 設定 APIv2 密鑰」設定，再填到這裡',
    en: 'There is no API key. Set one in the merchant portal under “API security → APIv2 key”, then enter it here',
  },
  'api-key-malformed': {
    'zh-Hans': 'API 密钥要正好 32 个字符，没有空格。请重新复制',
    'zh-Hant': 'API 密鑰須為 32 個字元，沒有空格。請重新複製',
    en: 'An API key has exactly 32 characters and no blanks. Copy it again',
  },
  'certificate-missing': {
    'zh-Hans':
      '没有 API 证书。请在商户平台“API 安全 → API 证书”申请，选择 apiclient_cert.pem 和 apiclient_key.pem',
    'zh-Hant':
      '沒有 API 證書。請在商戶平台「API 安全 → API 證書」申請，選擇 apiclient_cert.pem 及 apiclient_key.pem',
    en: 'There is no API certificate. Apply for it in the merchant portal under “API security → API certificate”; choose apiclient_cert.pem and apiclient_key.pem',
  },
  'file-unreadable': {
    'zh-Hans': '读不了 {{about}} 指定的文件：{{detail}}',
    'zh-Hant': '無法讀取 {{about}} 指定的檔案：{{detail}}',
    en: 'The file of {{about}} cannot be read: {{detail}}',
  },
  'not-a-certificate': {
    'zh-Hans': '选的文件不是证书。证书叫 apiclient_cert.pem，以 -----BEGIN CERTIFICATE----- 开头',
    'zh-Hant': '所選檔案不是證書。證書名為 apiclient_cert.pem，以 -----BEGIN CERTIFICATE----- 開頭',
    en: 'The file is not a certificate. It is called apiclient_cert.pem and begins with -----BEGIN CERTIFICATE-----',
  },
  'not-a-key': {
    'zh-Hans':
      '选的文件不是私钥，或加了密码。私钥叫 apiclient_key.pem，以 -----BEGIN PRIVATE KEY----- 开头',
    'zh-Hant':
      '所選檔案不是私鑰，或設有密碼。私鑰名為 apiclient_key.pem，以 -----BEGIN PRIVATE KEY----- 開頭',
    en: 'The file is not a private key, or is locked with a password. It is called apiclient_key.pem and begins with -----BEGIN PRIVATE KEY-----',
  },
  'key-mismatch': {
    'zh-Hans': '证书和私钥不是一对。请选择同一次申请得到的两个文件',
    'zh-Hant': '證書和私鑰不是一對。請選擇同一次申請得到的兩個檔案',
    en: 'Certificate and private key do not belong together. Choose the two files of the same application',
  },
  'not-a-p12': {
    'zh-Hans': '选的文件不是 p12。它叫 apiclient_cert.p12；也可以改用两个 PEM 文件',
    'zh-Hant': '所選檔案不是 p12。它名為 apiclient_cert.p12；亦可改用兩個 PEM 檔案',
    en: 'The file is not a p12. It is called apiclient_cert.p12; the two PEM files do as well',
  },
  'wrong-passphrase': {
    'zh-Hans': 'p12 的密码不对。没有改过的话就是商户号',
    'zh-Hant': 'p12 的密碼不正確。未更改過的話就是商戶號',
    en: 'The passphrase of the p12 is wrong. Unless it was changed, it is the merchant id',
  },
  'unsupported-p12': {
    'zh-Hans':
      '这个 p12 的加密方式读不了。请改用两个 PEM 文件，或在有 OpenSSL 的电脑上转换：openssl pkcs12 -in apiclient_cert.p12 -out apiclient.pem -nodes -legacy',
    'zh-Hant':
      '這個 p12 的加密方式無法讀取。請改用兩個 PEM 檔案，或在裝有 OpenSSL 的電腦轉換：openssl pkcs12 -in apiclient_cert.p12 -out apiclient.pem -nodes -legacy',
    en: 'The way this p12 is encrypted cannot be read. Use the two PEM files, or convert it where OpenSSL is: openssl pkcs12 -in apiclient_cert.p12 -out apiclient.pem -nodes -legacy',
  },
  'certificate-expired': {
    'zh-Hans':
      '证书已于 {{date}} 过期。请在商户平台“API 安全 → API 证书”更换，然后在每台收银机上更新',
    'zh-Hant':
      '證書已於 {{date}} 過期。請在商戶平台「API 安全 → API 證書」更換，然後在每台收銀機更新',
    en: 'The certificate expired on {{date}}. Renew it in the merchant portal under “API security → API certificate”, then on every till',
  },
  'certificate-too-new': {
    'zh-Hans': '证书从 {{date}} 才生效：很可能是本机的日期不对',
    'zh-Hant': '證書由 {{date}} 才生效：很可能是本機的日期不正確',
    en: 'The certificate is valid from {{date}} on: most likely the date of this computer is wrong',
  },
  'certificate-of-other': {
    'zh-Hans': '这是商户 {{detail}} 的证书，与填写的商户号不同。请选择本商户的证书，或改正商户号',
    'zh-Hant': '這是商戶 {{detail}} 的證書，與填寫的商戶號不同。請選擇本商戶的證書，或改正商戶號',
    en: 'This is the certificate of merchant {{detail}}, not of the merchant id entered. Choose this merchant’s, or correct the id',
  },
  'certificate-ends-soon': {
    'zh-Hans': '证书将于 {{date}} 过期。请尽早在商户平台更换：过期后不能撤销，收银台会停止收款',
    'zh-Hant': '證書將於 {{date}} 過期。請及早在商戶平台更換：過期後不能撤銷，收銀台會停止收款',
    en: 'The certificate expires on {{date}}. Renew it in time: without one nothing can be revoked, and the till stops selling',
  },
  'no-name': {
    'zh-Hans': '找不到 {{about}}：没有网络，或 DNS 不工作。请检查网线、Wi-Fi 和 DNS 设置',
    'zh-Hant': '找不到 {{about}}：沒有網絡，或 DNS 未能運作。請檢查網絡線、Wi-Fi 及 DNS 設定',
    en: '{{about}} is not found: there is no network, or DNS does not work. Check the cable, Wi-Fi and DNS settings',
  },
  'closed-port': {
    'zh-Hans': '{{about}} 拒绝连接：地址或端口不对，或被防火墙拦住',
    'zh-Hant': '{{about}} 拒絕連線：位址或連接埠不正確，或被防火牆攔截',
    en: '{{about}} takes no connection: address or port are wrong, or a firewall refuses',
  },
  'no-route': {
    'zh-Hans': '连不上 {{about}}（{{detail}}）。请检查网络和防火墙',
    'zh-Hant': '連不上 {{about}}（{{detail}}）。請檢查網絡及防火牆',
    en: '{{about}} cannot be reached ({{detail}}). Check the network and the firewall',
  },
  slow: {
    'zh-Hans': '{{about}} 没有及时回答。网络很慢，或防火墙悄悄丢弃了连接',
    'zh-Hant': '{{about}} 沒有及時回應。網絡很慢，或防火牆靜靜丟棄了連線',
    en: '{{about}} did not answer in time. The network is slow, or a firewall drops the connection silently',
  },
  'proxy-address': {
    'zh-Hans': '本机设置的代理服务器不能用（{{detail}}）。请检查系统的代理设置',
    'zh-Hant': '本機設定的代理伺服器不能使用（{{detail}}）。請檢查系統的代理設定',
    en: 'The proxy that this computer is set to cannot be used ({{detail}}). Check the system’s proxy settings',
  },
  'proxy-away': {
    'zh-Hans': '连不上本机设置的代理服务器（{{detail}}）。请检查系统的代理设置',
    'zh-Hant': '連不上本機設定的代理伺服器（{{detail}}）。請檢查系統的代理設定',
    en: 'The proxy that this computer is set to does not answer ({{detail}}). Check the system’s proxy settings',
  },
  'proxy-login': {
    'zh-Hans': '代理服务器要求登录。请让网络管理员放行 {{about}}，或在代理地址里写上用户名和密码',
    'zh-Hant': '代理伺服器要求登入。請網絡管理員放行 {{about}}，或在代理位址寫上使用者名稱及密碼',
    en: 'The proxy demands a login. Have the network’s administrator let {{about}} through, or put name and password into the proxy’s address',
  },
  'proxy-refuses': {
    'zh-Hans': '代理服务器不让连 {{about}}（{{detail}}）。请让网络管理员放行',
    'zh-Hant': '代理伺服器不容許連線到 {{about}}（{{detail}}）。請網絡管理員放行',
    en: 'The proxy opens no connection to {{about}} ({{detail}}). Have the network’s administrator let it through',
  },
  'unknown-authority': {
    'zh-Hans':
      '有人在中间拆开了加密：{{about}} 出示的证书不是可信机构签发的。常见原因是公司防火墙或杀毒软件检查 HTTPS。请让它放行这个地址，或把它的根证书装进本机',
    'zh-Hant':
      '有人在中間拆開了加密：{{about}} 出示的證書並非由可信機構簽發。常見原因是公司防火牆或防毒軟件檢查 HTTPS。請讓它放行這個位址，或把它的根證書裝進本機',
    en: 'Somebody opens the encryption on the way: nobody trusted vouches for the certificate of {{about}}. Mostly a company’s firewall or a virus scanner inspects HTTPS. Have this address excepted, or install its root certificate on this computer',
  },
  'other-name': {
    'zh-Hans': '回答的不是 {{about}}，而是别的服务器。常见原因是 Wi-Fi 的登录页面，或地址写错',
    'zh-Hant': '回應的不是 {{about}}，而是其他伺服器。常見原因是 Wi-Fi 的登入頁面，或位址寫錯',
    en: 'Not {{about}} answers, but another server. Mostly a Wi-Fi log-in page, or a mistake in the address',
  },
  'outside-validity': {
    'zh-Hans': '按本机的时间，{{about}} 的证书不在有效期内：很可能是本机的日期不对。请打开自动校时',
    'zh-Hant':
      '按本機的時間，{{about}} 的證書不在有效期內：很可能是本機的日期不正確。請開啟自動校時',
    en: 'By the time of this computer the certificate of {{about}} is not valid: most likely this computer’s date is wrong. Switch automatic time on',
  },
  'no-tls': {
    'zh-Hans': '{{about}} 回答的不是加密连接。端口不对，或被登录页面、代理拦截',
    'zh-Hant': '{{about}} 回應的不是加密連線。連接埠不正確，或被登入頁面、代理攔截',
    en: 'Whoever answers at {{about}} does not speak TLS: a wrong port, a log-in page or a proxy in the way',
  },
  'broken-handshake': {
    'zh-Hans': '与 {{about}} 的加密连接没有建成（{{detail}}）。请检查防火墙和代理',
    'zh-Hant': '與 {{about}} 的加密連線未能建立（{{detail}}）。請檢查防火牆及代理',
    en: 'The encrypted line to {{about}} broke while it was made ({{detail}}). Check firewall and proxy',
  },
  'set-up': {
    'zh-Hans': '{{about}} 不是能用的地址（{{detail}}）',
    'zh-Hant': '{{about}} 不是可用的位址（{{detail}}）',
    en: '{{about}} is no address that can be used ({{detail}})',
  },
  'broken-answer': {
    'zh-Hans': '{{about}} 的回答中断了。请再检查一次；总是这样就检查防火墙',
    'zh-Hant': '{{about}} 的回應中斷了。請再檢查一次；總是這樣便檢查防火牆',
    en: 'The answer of {{about}} broke off. Check again; if it goes on, look at the firewall',
  },
  'strange-answer': {
    'zh-Hans': '{{about}} 的回答不像微信支付。地址不对，或有登录页面、过滤软件在中间',
    'zh-Hant': '{{about}} 的回應不像 WeChat Pay。位址不正確，或有登入頁面、過濾軟件在中間',
    en: '{{about}} does not answer like WeChat Pay: a wrong address, a log-in page or a filter in the way',
  },
  answers: {
    'zh-Hans': '{{about}} 认出了商户，签名正确（{{ms}} 毫秒）',
    'zh-Hant': '{{about}} 認得商戶，簽名正確（{{ms}} 毫秒）',
    en: '{{about}} knows the merchant, and the key is right ({{ms}} ms)',
  },
  'key-wrong': {
    'zh-Hans':
      'API 密钥不对：微信支付说签名错误。请从商户平台重新复制 APIv2 密钥（不是 APIv3），或重新设置',
    'zh-Hant':
      'API 密鑰不正確：WeChat Pay 指簽名錯誤。請由商戶平台重新複製 APIv2 密鑰（不是 APIv3），或重新設定',
    en: 'The API key is wrong: WeChat Pay refuses the signature. Copy the APIv2 key (not APIv3) from the merchant portal again, or set a new one',
  },
  'merchant-unknown': {
    'zh-Hans': '微信支付不认识这个商户号。请核对商户号；香港和境外商户还要核对微信支付地址',
    'zh-Hant': 'WeChat Pay 不認得這個商戶號。請核對商戶號；香港及境外商戶亦須核對 WeChat Pay 位址',
    en: 'WeChat Pay does not know this merchant id. Compare it; merchants in Hong Kong and abroad also the address',
  },
  'app-unknown': {
    'zh-Hans': '微信支付不认识这个 appid（{{detail}}）。请核对',
    'zh-Hant': 'WeChat Pay 不認得這個 appid（{{detail}}）。請核對',
    en: 'WeChat Pay does not know this app id ({{detail}}). Compare it',
  },
  'sub-merchant-wrong': {
    'zh-Hans': '子商户号或子 appid 不对（{{detail}}）。普通商户请留空',
    'zh-Hant': '子商戶號或子 appid 不正確（{{detail}}）。普通商戶請留空',
    en: 'Id or app id of the sub-merchant are wrong ({{detail}}). Who is no service provider leaves them empty',
  },
  'ids-of-two': {
    'zh-Hans':
      'appid 没有绑定到这个商户号。请在商户平台“产品中心 → AppID 账号管理”里绑定，或改正 appid',
    'zh-Hant':
      'appid 未綁定到這個商戶號。請在商戶平台「產品中心 → AppID 帳號管理」綁定，或改正 appid',
    en: 'The app id is not bound to this merchant id. Bind it in the merchant portal under “Product centre → AppID”, or correct it',
  },
  'no-permission': {
    'zh-Hans': '商户没有这个权限（{{detail}}）。请在商户平台“产品中心”开通付款码支付',
    'zh-Hant': '商戶沒有這個權限（{{detail}}）。請在商戶平台「產品中心」開通付款碼支付',
    en: 'The merchant lacks the permission ({{detail}}). Apply for Quick Pay in the merchant portal’s product centre',
  },
  'answer-forged': {
    'zh-Hans': '{{about}} 的回答不是用这个密钥签名的：有人在中间，或地址不是微信支付',
    'zh-Hant': '{{about}} 的回應並非以此密鑰簽名：有人在中間，或位址不是 WeChat Pay',
    en: 'The answer of {{about}} is not signed with this key: somebody is in the way, or the address is not WeChat Pay’s',
  },
  'wechat-troubled': {
    'zh-Hans': '密钥正确，但微信支付现在有故障（{{detail}}）。请过一会儿再检查',
    'zh-Hant': '密鑰正確，但 WeChat Pay 現時有故障（{{detail}}）。請稍後再檢查',
    en: 'The key is right, but WeChat Pay has troubles now ({{detail}}). Check again later',
  },
  'refused-otherwise': {
    'zh-Hans': '微信支付拒绝了：{{detail}}',
    'zh-Hant': 'WeChat Pay 拒絕了：{{detail}}',
    en: 'WeChat Pay refuses: {{detail}}',
  },
  'certificate-accepted': {
    'zh-Hans': '微信支付接受证书：可以撤销和退款',
    'zh-Hant': 'WeChat Pay 接受證書：可以撤銷及退款',
    en: 'WeChat Pay takes the certificate: revokes and refunds work',
  },
  'certificate-refused': {
    'zh-Hans':
      '微信支付不接受这张证书。很可能是别的商户的、已作废的，或不是 API 证书。请重新申请或选择正确的文件',
    'zh-Hant':
      'WeChat Pay 不接受這張證書。很可能是其他商戶的、已作廢的，或不是 API 證書。請重新申請或選擇正確的檔案',
    en: 'WeChat Pay does not take this certificate: most likely another merchant’s, a revoked one, or no API certificate. Apply for a new one or choose the right file',
  },
  'certificate-untried': {
    'zh-Hans': '证书还没有试：请先解决上面的问题',
    'zh-Hant': '證書尚未測試：請先解決上面的問題',
    en: 'The certificate was not tried yet: what stands above comes first',
  },
  'certificate-not-needed': {
    'zh-Hans': '微信支付的测试环境不用证书。正式收款时需要',
    'zh-Hant': 'WeChat Pay 的測試環境不用證書。正式收款時需要',
    en: 'WeChat’s test systems need no certificate. Real payments do',
  },
  'clock-right': {
    'zh-Hans': '本机时间正确',
    'zh-Hant': '本機時間正確',
    en: 'The clock of this computer is right',
  },
  'clock-off': {
    'zh-Hans': '本机时间{{clock}}。小票和交班的时间会不对，请在系统里打开自动校时',
    'zh-Hant': '本機時間{{clock}}。單據和交班的時間會不正確，請在系統開啟自動校時',
    en: 'The clock of this computer is {{clock}}: slips and shifts get wrong times. Switch automatic time on in the system',
  },
  'backend-ready': {
    'zh-Hans': '后台 {{about}} 可以工作（{{ms}} 毫秒）',
    'zh-Hant': '後台 {{about}} 可以運作（{{ms}} 毫秒）',
    en: 'The backend at {{about}} takes requests ({{ms}} ms)',
  },
  'backend-busy': {
    'zh-Hans': '后台回答了，但现在不能工作（{{detail}}）。请联系后台管理员',
    'zh-Hant': '後台有回應，但現時不能運作（{{detail}}）。請聯絡後台管理員',
    en: 'The backend answers but cannot work now ({{detail}}). Tell its administrator',
  },
  'backend-strange': {
    'zh-Hans': '{{about}} 的回答不像商户后台。请核对地址',
    'zh-Hant': '{{about}} 的回應不像商戶後台。請核對位址',
    en: '{{about}} does not answer like a merchant’s backend. Compare the address',
  },
  enrolled: {
    'zh-Hans': '后台认识本机：{{detail}}',
    'zh-Hant': '後台認得本機：{{detail}}',
    en: 'The backend knows this till: {{detail}}',
  },
  'enrols-on-save': {
    'zh-Hans': '注册码没有试：它只能用一次，保存时才用',
    'zh-Hant': '註冊碼沒有測試：它只能使用一次，儲存時才使用',
    en: 'The enrolment code was not tried: it is good for one use, when you save',
  },
  'not-enrolled': {
    'zh-Hans': '本机还没有注册。请向后台管理员要一个 10 位注册码',
    'zh-Hant': '本機尚未註冊。請向後台管理員索取 10 位註冊碼',
    en: 'This till is not enrolled yet. Ask the backend’s administrator for a 10-character code',
  },
  'device-revoked': {
    'zh-Hans': '后台已注销本机。请向管理员要一个新的注册码',
    'zh-Hant': '後台已註銷本機。請向管理員索取新的註冊碼',
    en: 'The backend has revoked this till. Ask its administrator for a new code',
  },
  'device-unknown': {
    'zh-Hans': '这个后台不认识本机：本机注册在别的后台，或登记已丢失。请用新的注册码',
    'zh-Hant': '這個後台不認得本機：本機註冊在其他後台，或登記已遺失。請使用新的註冊碼',
    en: 'This backend does not know this till: it is enrolled elsewhere, or the record was lost. Use a new code',
  },
} as const satisfies { readonly [K in FindingKind]: Translated }
