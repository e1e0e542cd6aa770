import { theme } from 'antd'

/** A key as it is shown on what it does; read aloud with the name of the button by `aria-keyshortcuts`. */
export function KeyName({ name, isOnPrimary = false }: { readonly name: string; readonly isOnPrimary?: boolean }) {
  const { token } = theme.useToken()
  return (
    <kbd
      aria-hidden
      className="code for-keys"
      style={{
        minWidth: 18,
        padding: '0 4px',
        lineHeight: '18px',
        textAlign: 'center',
        fontSize: 12,
        borderRadius: 4,
        border: `1px solid ${isOnPrimary ? 'currentColor' : token.colorBorder}`,
        color: 'inherit',
        background: isOnPrimary ? 'transparent' : token.colorFillQuaternary,
      }}
    >
      {name}
    </kbd>
  )
}
