import { theme } from 'antd'
import { useEffect, useRef } from 'react'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { frameAt, pictureAddress, type ViewedEvidence, type ViewedReading, type ViewerPlace } from './viewed.js'
import './viewer.css'
import { viewerWords } from './viewer-words.js'

interface StripProps {
  readonly piece: ViewedEvidence & { readonly reading: ViewedReading }
  readonly at: ViewerPlace
  readonly onMove: (at: ViewerPlace) => void
}

/** A recording as a strip of its distinct screens with their times, and what happens in it; each takes the viewer there. */
export function FilmStrip({ piece, at, onMove }: StripProps) {
  const words = useWords(viewerWords)
  const { token } = theme.useToken()
  const { reading } = piece
  const shown = frameAt(reading, at.evidenceId === piece.id ? at.frameMs : null)
  const move = (frameMs: number) => onMove({ evidenceId: piece.id, frameMs, box: null })
  const endMs = Math.max(1, reading.durationMs ?? reading.frames.at(-1)?.untilMs ?? 1)
  const steps = new Set(reading.events.filter(({ what }) => what === 'step').map(({ atMs }) => atMs))
  // A fact that the story tells too is told once.
  const told = reading.events.filter(({ what, atMs }) => what === 'step' || !steps.has(atMs))
  return (
    <section aria-label={words.screens} style={{ borderTop: `1px solid ${token.colorBorderSecondary}` }}>
      <ol className="viewer-strip">
        {reading.frames.map((frame) => (
          <li key={frame.index}>
            <ScreenButton
              piece={piece}
              frame={frame}
              isShown={
                (frame.sameAs ?? frame.index) === shown?.index &&
                (at.frameMs === null || inside(frame, at.frameMs) || frame.sameAs === null)
              }
              onClick={() => move(frame.frameMs)}
            />
          </li>
        ))}
      </ol>
      <div className="viewer-bar" aria-hidden="true" style={{ background: token.colorFillSecondary }}>
        {reading.events
          .filter(({ what }) => what !== 'step')
          .map(({ atMs, untilMs, what }) => (
            <i
              key={`${what} ${atMs}`}
              style={{
                left: `${(100 * atMs) / endMs}%`,
                width: `${(100 * Math.max(0, untilMs - atMs)) / endMs}%`,
                background: what === 'error-appears' ? token.colorError : token.colorPrimary,
              }}
            />
          ))}
      </div>
      <Challenge piece={piece} />
      <ol className="viewer-events" aria-label={words.events}>
        {told.map(({ atMs, what, words: said }) => (
          <li key={`${atMs} ${what} ${said}`}>
            <button type="button" onClick={() => move(atMs)}>
              <span className="figures" style={{ color: token.colorTextSecondary }}>
                {clock(atMs)}
              </span>
              <span style={what === 'step' ? undefined : { fontWeight: 600 }}>{said}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The code that the buyer was to show, and what to do meanwhile: to be looked for on the strip. */
function Challenge({ piece: { challenge } }: { readonly piece: ViewedEvidence }) {
  const words = useWords(viewerWords)
  const { token } = theme.useToken()
  if (!challenge) return null
  return (
    <dl className="viewer-challenge" style={{ background: token.colorFillQuaternary }}>
      <div>
        <dt className="code">{fill(words.challenge, { code: challenge.code })}</dt>
        <dd>{challenge.isShown ? words.codeRead : words.codeNotRead}</dd>
      </div>
      {challenge.look && (
        <div>
          <dt>{words.askedToDo}</dt>
          <dd>{challenge.look}</dd>
        </div>
      )}
    </dl>
  )
}

interface ScreenProps {
  readonly piece: ViewedEvidence
  readonly frame: ViewedReading['frames'][number]
  readonly isShown: boolean
  readonly onClick: () => void
}

function ScreenButton({ piece, frame, isShown, onClick }: ScreenProps) {
  const words = useWords(viewerWords)
  const { token } = theme.useToken()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isShown) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isShown])
  const time = clock(frame.frameMs)
  const label = fill(words.screenAt, { number: frame.index + 1, at: time })
  const again = frame.sameAs === null ? '' : fill(words.backAgain, { number: frame.sameAs + 1 })
  return (
    <button
      ref={button}
      type="button"
      className="viewer-screen"
      aria-label={again ? `${label}, ${again}` : label}
      aria-current={isShown}
      title={again}
      style={isShown ? { color: token.colorPrimary } : undefined}
      onClick={onClick}
    >
      <img
        src={pictureAddress(piece.id, frame.frameMs, 160)}
        alt=""
        loading="lazy"
        style={{ opacity: again ? 0.6 : 1, background: token.colorFillSecondary }}
      />
      <span style={{ color: token.colorText }}>
        {again ? '↩ ' : ''}
        {time}
      </span>
    </button>
  )
}

function inside({ frameMs, untilMs }: { readonly frameMs: number; readonly untilMs: number }, ms: number): boolean {
  return ms >= frameMs && ms < untilMs
}

/** Minutes, seconds and tenths: `0:10.1`. */
function clock(ms: number): string {
  const tenths = Math.round(ms / 100)
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}
