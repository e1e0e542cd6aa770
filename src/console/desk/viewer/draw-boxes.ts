import type { Box } from '../../../model/reading.js'
import { boxOnStage, type Sizes, type View } from './view.js'
import type { ViewedBox } from './viewed.js'

/** What is drawn over a picture. */
export interface Overlay {
  readonly boxes: readonly ViewedBox[]
  /** Lines without a field are drawn too. */
  readonly withLines: boolean
  /** The one that is pointed at or stepped to. */
  readonly current: ViewedBox | null
  /** The place that is marked. */
  readonly marked: Box | null
  readonly nameOf: (type: string) => string
}

const colors: Readonly<Record<string, string>> = {
  'order-number': '#1668dc',
  'payment-number': '#0e7490',
  'refund-number': '#0e7490',
  'error-code': '#c02626',
  'card-key': '#7c3aed',
  timestamp: '#4d6b00',
  amount: '#9a5800',
}

/** Draws the boxes over the picture; what lies outside the stage is left out. */
export function drawBoxes(canvas: HTMLCanvasElement, view: View, sizes: Sizes, overlay: Overlay): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = devicePixelRatio
  const [wide, high] = [Math.round(sizes.stageWidth * ratio), Math.round(sizes.stageHeight * ratio)]
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high })
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, sizes.stageWidth, sizes.stageHeight)
  const lines = new Path2D()
  const fields: { readonly box: Box; readonly type: string }[] = []
  for (const one of overlay.boxes) {
    if (one.kind === 'line' && !overlay.withLines) continue
    const box = boxOnStage(view, sizes, one.box)
    if (box[0] > sizes.stageWidth || box[1] > sizes.stageHeight || box[0] + box[2] < 0 || box[1] + box[3] < 0) continue
    if (one.kind === 'line') lines.rect(...box)
    else fields.push({ box, type: one.type })
  }
  context.lineWidth = 1
  context.strokeStyle = 'rgb(90 100 120 / 70%)'
  context.stroke(lines)
  // Names stand above rings.
  if (overlay.marked) ring(context, boxOnStage(view, sizes, overlay.marked), 6, '#d4380d')
  if (overlay.current) ring(context, boxOnStage(view, sizes, overlay.current.box), 3, '#1668dc')
  for (const { box, type } of fields) drawField(context, box, colors[type] ?? '#1668dc', overlay.nameOf(type))
}

/** Names stand where they do not hide what they name. */
function drawField(context: CanvasRenderingContext2D, box: Box, color: string, name: string): void {
  const [x, y, width, height] = grown(box, 2)
  context.lineWidth = 2
  context.strokeStyle = color
  context.strokeRect(x, y, width, height)
  if (width < 36 || y < 18) return
  context.font = '600 11px system-ui, sans-serif'
  const wide = context.measureText(name).width + 8
  context.fillStyle = color
  context.fillRect(x - 1, y - 17, wide, 16)
  context.fillStyle = '#fff'
  context.fillText(name, x + 3, y - 5)
}

/** Seen on any ground: white within a color. */
function ring(context: CanvasRenderingContext2D, box: Box, by: number, color: string): void {
  const [x, y, width, height] = grown(box, by)
  context.lineWidth = 6
  context.strokeStyle = '#fff'
  context.strokeRect(x, y, width, height)
  context.lineWidth = 3
  context.strokeStyle = color
  context.strokeRect(x, y, width, height)
}

function grown([x, y, width, height]: Box, by: number): Box {
  return [x - by, y - by, width + 2 * by, height + 2 * by]
}
