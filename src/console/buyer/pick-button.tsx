import { useId } from 'react'

interface Picking {
  readonly label: string
  readonly accept: string
  /** The camera is opened at once, where there is one. */
  readonly fromCamera?: boolean
  readonly isMain?: boolean
  readonly isMultiple?: boolean
  readonly onPick: (files: readonly File[]) => void
}

/** A button that lets files be chosen: the originals, byte for byte. */
export function PickButton({ label, accept, fromCamera = false, isMain = false, isMultiple = false, onPick }: Picking) {
  const id = useId()
  return (
    <span className={isMain ? 'pick pick-main' : 'pick'}>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={isMultiple}
        {...(fromCamera ? { capture: 'environment' as const } : {})}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be chosen again.
          target.value = ''
          if (files.length > 0) onPick(files)
        }}
      />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
