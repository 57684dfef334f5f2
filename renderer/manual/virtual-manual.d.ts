/** Made of docs/cashier*.md and docs/manager*.md when the page is built (scripts/manual-plugin.ts). */
declare module 'virtual:manual' {
  export const manuals: {
    readonly [B in 'cashier' | 'manager']: { readonly [L in 'en' | 'zh']: string }
  }
}
