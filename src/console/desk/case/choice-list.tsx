import { theme } from 'antd'
import { useWords } from '../../shared/language.js'
import { KeyName } from '../keys/key-name.js'
import { caseWords } from './case-words.js'

/** One of a few things to choose, by its number or by pressing it. */
export interface ChoiceLine {
  readonly value: string
  readonly name: string
}

interface ChoiceListProps {
  readonly label: string
  readonly lines: readonly ChoiceLine[]
  readonly chosen: readonly string[]
  readonly onChoose: (value: string) => void
}

/** A short list with a number key on each line. */
export function ChoiceList({ label, lines, chosen, onChoose }: ChoiceListProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ padding: 0, marginBottom: 4 }}>
        {label}
        <span className="for-keys">{words.byNumber}</span>
      </legend>
      {lines.map(({ value, name }, at) => {
        const isChosen = chosen.includes(value)
        return (
          <button
            key={value}
            type="button"
            className="bare"
            aria-pressed={isChosen}
            aria-keyshortcuts={at < 9 ? String(at + 1) : undefined}
            onClick={() => onChoose(value)}
            style={{
              display: 'flex',
              gap: 8,
              width: '100%',
              minHeight: 30,
              padding: '4px 8px',
              alignItems: 'center',
              textAlign: 'left',
              borderRadius: 4,
              border: `1px solid ${isChosen ? token.colorPrimary : 'transparent'}`,
              background: isChosen ? token.controlItemBgActive : 'none',
            }}
          >
            {at < 9 && <KeyName name={String(at + 1)} />}
            <span>{name}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

/** What a key does within a dialog with such a list; true: it was done. */
export function chooseByKey(key: string, lines: readonly ChoiceLine[], onChoose: (value: string) => void): boolean {
  const line = /^[1-9]$/.test(key) ? lines[Number(key) - 1] : undefined
  if (line) onChoose(line.value)
  return line !== undefined
}
