/** The name of a key, drawn like one. Hidden from screen readers, whose users know their keys by name. */
export function KeyCap({ of }: { readonly of: string }) {
  return (
    <kbd className="key-cap" aria-hidden>
      {of}
    </kbd>
  )
}
