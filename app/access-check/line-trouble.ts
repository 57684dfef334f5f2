/**
 * Why there is no connection to the other side, or none that may be trusted:
 * - `no-name`: the name of the host is not known; often there is no network at all
 * - `closed-port`: the host is there and takes no connection
 * - `no-route`, `slow`: nothing came back, or not in time
 * - `proxy-address`, `proxy-away`: the proxy of this computer is not usable, or does not answer
 * - `proxy-login`: the proxy wants a name and a password
 * - `proxy-refuses`: the proxy answered, but opens no line to this host
 * - `unknown-authority`: nobody we trust vouches for the other side, as when a firewall opens TLS
 * - `other-name`: the certificate is of another host, as behind a hotspot's log-in page
 * - `outside-validity`: the certificate is expired or not valid yet, by the clock of this computer
 * - `no-tls`: whoever answers does not speak TLS
 * - `broken-handshake`: the line broke while both were still proving who they are
 * - `set-up`: our own set-up names no address that could be reached
 */
export type LineTrouble =
  | 'no-name'
  | 'closed-port'
  | 'no-route'
  | 'slow'
  | 'proxy-address'
  | 'proxy-away'
  | 'proxy-login'
  | 'proxy-refuses'
  | 'unknown-authority'
  | 'other-name'
  | 'outside-validity'
  | 'no-tls'
  | 'broken-handshake'
  | 'set-up'
