import { Button, Flex, Typography, theme } from 'antd'
import { useState } from 'react'
import type { CaseSheet } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import type { ViewerPlace as Place } from '../viewer/viewed.js'
import { NamedCases, WithCaseLinks, withShortIds } from './case-ids.js'
import { caseWords } from './case-words.js'

type Fall = NonNullable<CaseSheet['waterfall']>
type Step = Fall['steps'][number]

interface WaterfallProps {
  readonly fall: Fall
  readonly onShow: (place: Place) => void
}

/** How the confidence came about: from where such buyers start, sign by sign, each in words and as the way it moved. */
export function Waterfall({ fall: { prior, steps, confidence, byRecord }, onShow }: WaterfallProps) {
  const words = useWords(caseWords)
  const [isWhole, setWhole] = useState(false)
  const moving = steps.filter(({ fromP, toP, heldBackBy }) => heldBackBy === null && Math.abs(fromP - toP) >= 0.0005)
  const quiet = steps.filter((step) => !moving.includes(step))
  return (
    <Flex vertical gap={2}>
      <Bar name={words.startsAt} fromP={prior} toP={prior} />
      {[...moving, ...(isWhole ? quiet : [])].map((step) => (
        <StepLine key={`${step.code} ${step.fromP}`} step={step} onShow={onShow} />
      ))}
      <Bar name={words.endsAt} fromP={confidence} toP={confidence} isSum />
      {byRecord && <Typography.Text type="secondary">{words.byRecord}</Typography.Text>}
      {quiet.length > 0 && !isWhole && (
        <Button type="link" size="small" style={{ alignSelf: 'start', padding: 0 }} onClick={() => setWhole(true)}>
          {fill(words.quietSignals, { count: quiet.length })}
        </Button>
      )}
    </Flex>
  )
}

function StepLine({
  step: { because, leans, fromP, toP, heldBackBy, places },
  onShow,
}: { readonly step: Step } & Pick<WaterfallProps, 'onShow'>) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const [place] = places
  const color = leans === 'for' ? token.colorSuccess : leans === 'against' ? token.colorError : token.colorTextSecondary
  const lean = { for: words.leansFor, against: words.leansAgainst, neither: words.leansNeither }[leans]
  const name = (
    <>
      <span style={{ color, fontWeight: 600 }}>{lean}</span> {place ? withShortIds(because) : <WithCaseLinks text={because} />}
      {heldBackBy && <Typography.Text type="secondary"> {fill(words.heldBack, { code: heldBackBy })}</Typography.Text>}
    </>
  )
  return (
    <Bar
      name={
        place ? (
          <>
            <button type="button" className="bare" style={{ textAlign: 'left', minHeight: 24 }} onClick={() => onShow(place)}>
              {name}
            </button>
            <NamedCases text={because} label={words.openCase} />
          </>
        ) : (
          name
        )
      }
      fromP={fromP}
      toP={heldBackBy === null ? toP : fromP}
      color={color}
    />
  )
}

interface BarProps {
  readonly name: React.ReactNode
  readonly fromP: number
  readonly toP: number
  readonly color?: string
  readonly isSum?: boolean
}

/** The words, the stretch of 0 to 1 that was moved, and where it ended. */
function Bar({ name, fromP, toP, color, isSum = false }: BarProps) {
  const { token } = theme.useToken()
  const [low, high] = fromP < toP ? [fromP, toP] : [toP, fromP]
  const isPoint = high - low < 0.0005
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 130px 52px', gap: 8, alignItems: 'center', minHeight: 26 }}>
      <div style={{ fontWeight: isSum ? 600 : 400, lineHeight: '18px', overflowWrap: 'anywhere' }}>{name}</div>
      <div aria-hidden style={{ position: 'relative', height: 12, borderRadius: 3, background: token.colorFillSecondary }}>
        <div
          style={{
            position: 'absolute',
            top: 0,
            bottom: 0,
            left: isSum ? 0 : `${low * 100}%`,
            width: isSum ? `${high * 100}%` : isPoint ? 2 : `max(2px, ${(high - low) * 100}%)`,
            background: isSum ? token.colorPrimary : (color ?? token.colorTextSecondary),
            borderRadius: 2,
          }}
        />
      </div>
      <span className="figures" style={{ textAlign: 'right', fontWeight: isSum ? 600 : 400 }}>
        {(toP * 100).toFixed(1)}%
      </span>
    </div>
  )
}

/** The confidence as one figure. */
export function Confidence({ confidence }: { readonly confidence: number }) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const percent = Math.round(confidence * 100)
  return (
    <Flex gap={8} align="center">
      <div aria-hidden style={{ width: 100, height: 8, borderRadius: 4, background: token.colorFillSecondary }}>
        <div style={{ width: `${percent}%`, height: '100%', borderRadius: 4, background: token.colorPrimary }} />
      </div>
      <span className="figures" style={{ whiteSpace: 'nowrap' }}>
        {fill(words.confidence, { percent })}
      </span>
    </Flex>
  )
}
