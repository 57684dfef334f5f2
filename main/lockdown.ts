import { app, type Session, session } from 'electron'

/** Refuses every permission a page could ask for. */
export function denyPermissions(of: Session): void {
  of.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
}

/** No page of this app leads anywhere else: no navigation, no new window, no webview, no download. Call before the first window. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  denyPermissions(session.defaultSession)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
}
