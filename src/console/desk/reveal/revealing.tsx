import { Button, Flex, Form, Input, Modal } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { useWords } from '../../shared/language.js'
import { useMe } from '../session.js'
import { revealWords } from './reveal-words.js'

/** How long whole keys are shown, in milliseconds. */
const shownMs = 60_000

interface Revealing {
  /** Whether this person may see card keys in full, saying why. */
  readonly mayReveal: boolean
  /** The reason that was given, while keys are shown; null: they are masked. */
  readonly why: string | null
  /** When they are masked again, in milliseconds since 1970 by this machine's clock. */
  readonly untilMs: number
  ask(): void
  hide(): void
}

const Revealed = createContext<Revealing>({ mayReveal: false, why: null, untilMs: 0, ask: () => undefined, hide: () => undefined })

/** Whether card keys of the case that is open are shown in full, and how to begin and end that. */
export function useRevealing(): Revealing {
  return useContext(Revealed)
}

/** Around a case: its keys are shown to whom it is allowed and who says why, for a minute, and no longer than it is looked at. */
export function RevealKeys({ children }: { readonly children: ReactNode }) {
  const role = useMe()?.person?.role
  // The scope itself counts only in a request that says why, so it is not among those of the session.
  const mayReveal = role === 'lead' || role === 'admin'
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<Pick<Revealing, 'why' | 'untilMs'>>(masked)
  const hide = useCallback(() => setShown(masked), [])
  useEffect(() => {
    if (shown.why === null) return
    const timer = setTimeout(hide, shown.untilMs - Date.now())
    const onLeave = () => document.visibilityState === 'hidden' && hide()
    document.addEventListener('visibilitychange', onLeave)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onLeave)
    }
  }, [shown, hide])
  const revealing = useMemo(() => ({ ...shown, mayReveal, hide, ask: () => setAsking(true) }), [shown, mayReveal, hide])
  return (
    <Revealed.Provider value={revealing}>
      {children}
      <AskWhy
        isOpen={isAsking && mayReveal}
        onClose={() => setAsking(false)}
        onReason={(why) => {
          setShown({ why, untilMs: Date.now() + shownMs })
          setAsking(false)
        }}
      />
    </Revealed.Provider>
  )
}

const masked = { why: null, untilMs: 0 }

interface AskWhyProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onReason: (why: string) => void
}

function AskWhy({ isOpen, onClose, onReason }: AskWhyProps) {
  const words = useWords(revealWords)
  return (
    <Modal open={isOpen} title={words.why} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<{ why: string }> layout="vertical" onFinish={({ why }) => onReason(why.trim())}>
        <Form.Item name="why" label={words.hint} rules={[{ required: true, min: 3, whitespace: true, message: words.reasonShort }]}>
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Flex gap={8} justify="end">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {words.now}
          </Button>
        </Flex>
      </Form>
    </Modal>
  )
}
