import { Button, Flex, Spin, theme } from 'antd'
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Box } from '../../../model/reading.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { EvidenceImage } from '../reveal/evidence-image.js'
import { drawBoxes } from './draw-boxes.js'
import type { SharedView } from './open-view.js'
import { lookAt, panBy, type Sizes, scaleOf, toPicture, toStage, turn, type View, wholePicture, zoomAt } from './view.js'
import { boxesOf, frameAt, pictureAddress, type ViewedBox, type ViewedEvidence, type ViewedReading } from './viewed.js'
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
  useWheel(stage, view, sizesOf)

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
    const change = keyChange(event.key, sizes)
    if (change) view.set(change)
    else if (event.key === '[' || event.key === ']') step(event.key === ']' ? 1 : -1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const pointers = usePointers(view, sizesOf, (x, y) => {
    const sizes = sizesOf()
    if (sizes) setCurrent(boxUnder(boxes, withLines, toPicture(view.get(), sizes, x, y)))
  })
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

interface PictureProps extends Pick<StageProps, 'piece' | 'frameMs'> {
  readonly width: number
  readonly height: number
  readonly image: React.RefObject<HTMLImageElement | null>
}

/** The picture itself, as soon as it is there. */
function StagePicture({ piece, frameMs, width, height, image }: PictureProps) {
  const words = useWords(viewerWords)
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  const [tries, setTries] = useState(0)
  return (
    <>
      <EvidenceImage
        key={tries}
        ref={image}
        address={pictureAddress(piece.id, frameMs, 2000)}
        alt={piece.fileName}
        draggable={false}
        onLoad={() => setState('there')}
        onError={() => setState('failed')}
        style={{ width, height, visibility: state === 'there' ? 'visible' : 'hidden' }}
      />
      {state === 'loading' && <Spin className="viewer-middle" delay={200} />}
      {state === 'failed' && (
        <Flex vertical gap={8} align="center" className="viewer-middle" role="alert">
          {words.pictureFailed}
          <Button
            onClick={() => {
              setState('loading')
              setTries(tries + 1)
            }}
          >
            {words.again}
          </Button>
        </Flex>
      )}
    </>
  )
}

/** Draws once a frame at most, when the view, the size or what is drawn has changed. */
function usePainting(stage: React.RefObject<HTMLElement | null>, view: SharedView, paint: () => void): void {
  useEffect(() => {
    let asked = 0
    const ask = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(paint)
    }
    ask()
    const leave = view.subscribe(ask)
    const watch = new ResizeObserver(ask)
    if (stage.current) watch.observe(stage.current)
    return () => {
      cancelAnimationFrame(asked)
      leave()
      watch.disconnect()
    }
  }, [stage, view, paint])
}

/** React listens to the wheel passively: the page would scroll along. */
function useWheel(stage: React.RefObject<HTMLElement | null>, view: SharedView, sizesOf: () => Sizes | null): void {
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      const sizes = sizesOf()
      if (!sizes) return
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))
      view.set((now) => zoomAt(now, sizes, factor, event.clientX - left, event.clientY - top))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stage, view, sizesOf])
}

type Point = readonly [x: number, y: number]

/** One finger or the mouse moves the picture, two fingers zoom it; without either the place below is told. */
function usePointers(view: SharedView, sizesOf: () => Sizes | null, onHover: (x: number, y: number) => void) {
  const down = useRef(new Map<number, Point>())
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const { left, top } = currentTarget.getBoundingClientRect()
    return [clientX - left, clientY - top]
  }
  const end = (event: PointerEvent<HTMLElement>) => void down.current.delete(event.pointerId)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, placeOf(event))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const to = placeOf(event)
      const from = down.current.get(event.pointerId)
      const sizes = sizesOf()
      if (!from || !sizes) return onHover(...to)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      down.current.set(event.pointerId, to)
      if (!other) return view.set((now) => panBy(now, sizes, to[0] - from[0], to[1] - from[1]))
      const factor = distance(to, other) / Math.max(1, distance(from, other))
      view.set((now) => zoomAt(now, sizes, factor, (to[0] + other[0]) / 2, (to[1] + other[1]) / 2))
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by)
}

function keyChange(key: string, sizes: Sizes): ((view: View) => View) | null {
  const [middleX, middleY] = [sizes.stageWidth / 2, sizes.stageHeight / 2]
  const step = 60
  const changes: Readonly<Record<string, (view: View) => View>> = {
    '+': (view) => zoomAt(view, sizes, 1.25, middleX, middleY),
    '=': (view) => zoomAt(view, sizes, 1.25, middleX, middleY),
    '-': (view) => zoomAt(view, sizes, 0.8, middleX, middleY),
    '0': (view) => ({ ...wholePicture, turns: view.turns }),
    r: turn,
    R: turn,
    ArrowLeft: (view) => panBy(view, sizes, step, 0),
    ArrowRight: (view) => panBy(view, sizes, -step, 0),
    ArrowUp: (view) => panBy(view, sizes, 0, step),
    ArrowDown: (view) => panBy(view, sizes, 0, -step),
  }
  return changes[key] ?? null
}

function transformOf(view: View, sizes: Sizes): string {
  const [x, y] = toStage(view, sizes, 0, 0)
  return `translate(${x}px, ${y}px) rotate(${view.turns * 90}deg) scale(${scaleOf(view, sizes)})`
}

/** Fields lie above lines, small boxes above large ones. */
function boxUnder(boxes: readonly ViewedBox[], withLines: boolean, [x, y]: Point): ViewedBox | null {
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
