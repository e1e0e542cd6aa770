import { useEffect, useState } from 'react'
import type { BuyerCase } from '../../client/answers.js'
import { ask, Problem } from '../shared/ask.js'
import { useLanguage, useWords } from '../shared/language.js'
import { fill, inLanguage } from '../shared/words.js'
import { buyerWords, problemWords } from './buyer-words.js'
import { api } from './first.js'
import { PickButton } from './pick-button.js'
import { Sheet } from './sheet.js'
import { addFiles } from './uploads.js'
import { useSeconds } from './use-seconds.js'

type Code = NonNullable<BuyerCase['challenge']>

/** How to film it in one go: the steps, then the code alone and large, then the recording is chosen. */
export function FilmSheet({ seen, onClose }: { readonly seen: BuyerCase; readonly onClose: () => void }) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const [code, setCode] = useState<Code | null>(seen.challenge)
  const [problem, setProblem] = useState<string | null>(null)
  const show = async () => {
    try {
      setProblem(null)
      setCode(await ask<Code>('POST', `${api}/challenge`, { json: {} }))
    } catch (thrown) {
      const said = inLanguage(problemWords, language)
      setProblem(thrown instanceof Problem && thrown.code in said ? said[thrown.code as keyof typeof said] : said.other)
    }
  }
  const pick = (
    <PickButton
      label={words.chooseFilm}
      accept="video/*"
      isMain
      onPick={(files) => {
        addFiles(files, 'activation-recording')
        onClose()
      }}
    />
  )
  return (
    <Sheet title={words.filmTitle} onClose={onClose}>
      {code === null ? (
        <>
          <p>{words.filmWhy}</p>
          <ol className="steps">
            {[words.filmStep1, words.filmStep2, words.filmStep3, words.filmStep4, words.filmStep5].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {problem && <p role="alert">{problem}</p>}
          <button type="button" className="button button-main button-wide" onClick={() => void show()}>
            {words.showCode}
          </button>
        </>
      ) : (
        <CodeFace code={code} aheadMs={Date.parse(seen.now) - Date.now()} onAgain={() => void show()}>
          {pick}
        </CodeFace>
      )}
    </Sheet>
  )
}

interface Face {
  readonly code: Code
  readonly aheadMs: number
  readonly onAgain: () => void
  readonly children: React.ReactNode
}

/** What is filmed says nothing but the code: every other word would be read as evidence. */
function CodeFace({ code, onAgain, children }: Face) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const nowMs = useSeconds()
  const [startedMs] = useState(() => Date.now())
  useEffect(() => {
    document.body.dataset.filming = 'true'
    return () => {
      delete document.body.dataset.filming
    }
  }, [])
  const leftMs = Math.max(0, Date.parse(code.expiresAt) - nowMs)
  const isOver = leftMs === 0 && nowMs > startedMs
  const clock = `${Math.floor(leftMs / 60_000)}:${String(Math.floor(leftMs / 1000) % 60).padStart(2, '0')}`
  return (
    <div className="code-face">
      <p className="code-label">{words.codeLabel}</p>
      <p className="code-value">
        <span aria-hidden="true">{code.code}</span>
        <span className="aside">{[...code.code].join(' ')}</span>
      </p>
      <p className="figures">{isOver ? words.codeOver : fill(words.codeValid, { time: clock })}</p>
      {isOver ? (
        <button type="button" className="button button-main button-wide" onClick={onAgain}>
          {words.newCode}
        </button>
      ) : (
        <>
          {code.action && <p className="code-action">{code.action[language]}</p>}
          <p className="code-next">{words.codeNext}</p>
        </>
      )}
      {children}
    </div>
  )
}
