import { App } from 'antd'
import { type ImgHTMLAttributes, type Ref, useEffect, useState } from 'react'
import { useWords } from '../../shared/language.js'
import { revealWords } from './reveal-words.js'
import { useRevealing } from './revealing.js'

interface ImageProps extends Omit<ImgHTMLAttributes<HTMLImageElement>, 'src'> {
  readonly address: string
  readonly alt: string
  readonly ref?: Ref<HTMLImageElement>
}

/** A picture of evidence: with card keys covered, and as it is only while they are revealed. */
export function EvidenceImage({ address, alt, ...rest }: ImageProps) {
  const whole = useWhole(address)
  return <img {...rest} src={whole ?? address} alt={alt} />
}

/** The same where no card key stands: it stays as it is when keys are revealed, and no look is written down. */
export function CoveredImage({ address, alt, ...rest }: ImageProps) {
  return <img {...rest} src={address} alt={alt} />
}

/** The picture without cover, in memory alone and only as long as keys are revealed; null: it is covered. */
function useWhole(address: string): string | null {
  const words = useWords(revealWords)
  const { message } = App.useApp()
  const { why } = useRevealing()
  const [whole, setWhole] = useState<string | null>(null)
  useEffect(() => {
    if (why === null) return
    const leaving = new AbortController()
    let made: string | null = null
    loadWhole(address, why, leaving.signal).then(
      (picture) => {
        if (leaving.signal.aborted) return
        made = URL.createObjectURL(picture)
        setWhole(made)
      },
      () => leaving.signal.aborted || message.error(words.failed),
    )
    return () => {
      leaving.abort()
      setWhole(null)
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [address, why, message, words.failed])
  return whole
}

async function loadWhole(address: string, why: string, signal: AbortSignal): Promise<Blob> {
  const headers = { 'Reveal-Reason': encodeURIComponent(why) }
  const answer = await fetch(address, { headers, signal, cache: 'no-store' })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return answer.blob()
}
