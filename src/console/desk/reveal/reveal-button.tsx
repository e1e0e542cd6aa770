import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { revealWords } from './reveal-words.js'
import { useRevealing } from './revealing.js'

/** Among the tools of the pictures: shows what is covered in them, or covers it again; nothing for who may not. */
export function RevealPictures() {
  const words = useWords(revealWords)
  const { mayReveal, why, ask, hide } = useRevealing()
  if (!mayReveal) return null
  const name = why === null ? words.revealPicture : words.hideAgain
  return (
    <>
      <Button
        aria-label={name}
        title={name}
        type={why === null ? 'default' : 'primary'}
        danger={why !== null}
        icon={why === null ? <EyeOutlined /> : <EyeInvisibleOutlined />}
        onClick={why === null ? ask : hide}
      />
      {why !== null && (
        <Tag color="error" style={{ margin: 0, alignSelf: 'center' }}>
          {words.wholePicture} · <HidesIn />
        </Tag>
      )}
    </>
  )
}

/** In how many seconds keys are masked again. */
export function HidesIn() {
  const words = useWords(revealWords)
  const { untilMs } = useRevealing()
  const [seconds, setSeconds] = useState(() => secondsUntil(untilMs))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(untilMs)), 500)
    return () => clearInterval(timer)
  }, [untilMs])
  return <span className="figures">{fill(words.hidesIn, { seconds })}</span>
}

function secondsUntil(untilMs: number): number {
  return Math.max(0, Math.ceil((untilMs - Date.now()) / 1000))
}
