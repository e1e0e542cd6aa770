import { Flex, theme } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Box } from '../../../model/reading.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { changeByKey } from './change-by-key.js'
import { drawBoxes } from './draw-boxes.js'
import type { SharedView } from './open-view.js'
import { StagePicture } from './stage-picture.js'
import { useGestures } from './use-gestures.js'
import { usePainting } from './use-painting.js'
import { lookAt, type Sizes, scaleOf, toPicture, toStage, type View } from './view.js'
import { boxesOf, frameAt, type ViewedBox, type ViewedEvidence, type ViewedReading } from './viewed.js'
import { fieldWords, viewerWords } from './viewer-words.js'

interface StageProps {
  readonly piece: ViewedEvidence & { readonly reading: ViewedReading }
  readonly frameMs: number | null
  readonly marked: Box | null
  readonly view: SharedView
  readonly withLines: boolean
}

/** One picture with its boxes: it is zoomed, moved and turned without being rendered anew. */
export function PictureStage({ piece, frameMs, marked, view, withLines }: StageProps) {
  const words = useWords(viewerWords)
  const names = useWords(fieldWords)
  const { token } = theme.useToken()
  const stage = useRef<HTMLDivElement>(null)
  const image = useRef<HTMLImageElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const hintId = useId()
  const [current, setCurrent] = useState<ViewedBox | null>(null)
  const frame = frameAt(piece.reading, frameMs)
  const boxes = useMemo(() => boxesOf(piece.reading, frame), [piece.reading, frame])
  const width = piece.reading.width
  const height = frame?.heightPx ?? piece.reading.height
  const sizesOf = useCallback((): Sizes | null => {
    const box = stage.current
    return box && box.clientWidth > 0 ? { stageWidth: box.clientWidth, stageHeight: box.clientHeight, width, height } : null
  }, [width, height])

  const paint = useCallback(() => {
    const sizes = sizesOf()
    if (!sizes || !canvas.current || !image.current) return
    const now = view.get()
    image.current.style.transform = transformOf(now, sizes)
    drawBoxes(canvas.current, now, sizes, {
      boxes,
      withLines,
      current,
      marked,
      nameOf: (type) => names[type as keyof typeof names] ?? type,
    })
  }, [boxes, current, marked, names, sizesOf, view, withLines])
  usePainting(stage, view, paint)

  useEffect(() => {
    const sizes = sizesOf()
    if (sizes) view.set((now) => (marked ? lookAt(now, sizes, marked) : now))
  }, [marked, sizesOf, view])

  const step = (by: number) => {
    const fields = boxes.filter(({ kind }) => kind === 'field')
    const at = current ? fields.indexOf(current) : by > 0 ? -1 : 0
    const next = fields.at((at + by) % Math.max(1, fields.length))
    const sizes = sizesOf()
    if (!next || !sizes) return
    setCurrent(next)
    view.set((now) => lookAt(now, sizes, next.box))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const sizes = sizesOf()
    if (!sizes || event.ctrlKey || event.metaKey || event.altKey) return
    const change = changeByKey(event.key, sizes)
    if (change) view.set(change)
    else if (event.key === '[' || event.key === ']') step(event.key === ']' ? 1 : -1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onHover = (x: number, y: number) => {
    const sizes = sizesOf()
    if (sizes) setCurrent(boxUnder(boxes, withLines, toPicture(view.get(), sizes, x, y)))
  }
  const pointers = useGestures({ stage, view, sizesOf, onHover })
  const said = current ? describe(current, names, words.sure) : ''
  return (
    <Flex vertical style={{ flex: 1, minWidth: 0, minHeight: 0 }}>
      <div
        role="application"
        ref={stage}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move and zoom it.
        tabIndex={0}
        aria-label={fill(words.stage, { name: piece.fileName })}
        aria-describedby={hintId}
        className="viewer-stage"
        onKeyDown={onKeyDown}
        {...pointers}
        style={{ background: token.colorFillSecondary }}
      >
        <StagePicture key={`${piece.id} ${frame?.index}`} {...{ piece, width, height, image }} frameMs={frame?.frameMs ?? null} />
        <canvas ref={canvas} />
      </div>
      <output id={hintId} aria-live="polite" className="viewer-said" style={{ color: token.colorText, background: token.colorBgContainer }}>
        {said || '\u00a0'}
      </output>
    </Flex>
  )
}

function transformOf(view: View, sizes: Sizes): string {
  const [x, y] = toStage(view, sizes, 0, 0)
  return `translate(${x}px, ${y}px) rotate(${view.turns * 90}deg) scale(${scaleOf(view, sizes)})`
}

/** Fields lie above lines, small boxes above large ones. */
function boxUnder(boxes: readonly ViewedBox[], withLines: boolean, [x, y]: readonly [number, number]): ViewedBox | null {
  const hit = boxes.filter(
    ({ kind, box: [left, top, width, height] }) =>
      (withLines || kind === 'field') && x >= left - 2 && y >= top - 2 && x <= left + width + 2 && y <= top + height + 2,
  )
  const rank = ({ kind, box }: ViewedBox) => (kind === 'field' ? 0 : 1e9) + box[2] * box[3]
  return hit.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}

function describe({ type, text, confidence, meaning }: ViewedBox, names: Readonly<Record<string, string>>, sure: string): string {
  const name = names[type] ? `${names[type]} ` : ''
  return `${name}${text} · ${fill(sure, { percent: Math.round(confidence * 100) })}${meaning ? ` · ${meaning}` : ''}`
}
