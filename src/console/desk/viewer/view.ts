import type { Box } from '../../../model/reading.js'

/** What of a picture is looked at, apart from its size: two pieces beside each other share one. */
export interface View {
  /** 1 fits the whole picture into the stage. */
  readonly zoom: number
  /** What stands in the middle of the stage, 0-1 of the turned picture. */
  readonly centreX: number
  readonly centreY: number
  /** Quarter turns clockwise. */
  readonly turns: 0 | 1 | 2 | 3
}

/** Sizes in CSS pixels of the stage and in pixels of the upright original. */
export interface Sizes {
  readonly stageWidth: number
  readonly stageHeight: number
  readonly width: number
  readonly height: number
}

export const wholePicture: View = { zoom: 1, centreX: 0.5, centreY: 0.5, turns: 0 }

const mostZoom = 40
const leastZoom = 0.5

/** CSS pixels a pixel of the original takes. */
export function scaleOf({ zoom, turns }: View, { stageWidth, stageHeight, width, height }: Sizes): number {
  const [turnedWidth, turnedHeight] = turns % 2 === 0 ? [width, height] : [height, width]
  return zoom * Math.min(stageWidth / turnedWidth, stageHeight / turnedHeight)
}

/** Where a pixel of the original stands on the stage. */
export function toStage(view: View, sizes: Sizes, x: number, y: number): readonly [number, number] {
  const scale = scaleOf(view, sizes)
  const [turnedX, turnedY] = turned(view.turns, sizes, x, y)
  const [turnedWidth, turnedHeight] = view.turns % 2 === 0 ? [sizes.width, sizes.height] : [sizes.height, sizes.width]
  return [
    sizes.stageWidth / 2 + (turnedX - view.centreX * turnedWidth) * scale,
    sizes.stageHeight / 2 + (turnedY - view.centreY * turnedHeight) * scale,
  ]
}

/** Which pixel of the original stands there on the stage. */
export function toPicture(view: View, sizes: Sizes, stageX: number, stageY: number): readonly [number, number] {
  const scale = scaleOf(view, sizes)
  const { width, height } = sizes
  const [turnedWidth, turnedHeight] = view.turns % 2 === 0 ? [width, height] : [height, width]
  const x = (stageX - sizes.stageWidth / 2) / scale + view.centreX * turnedWidth
  const y = (stageY - sizes.stageHeight / 2) / scale + view.centreY * turnedHeight
  if (view.turns === 1) return [y, height - x]
  if (view.turns === 2) return [width - x, height - y]
  return view.turns === 3 ? [width - y, x] : [x, y]
}

/** A box of the original as it stands on the stage. */
export function boxOnStage(view: View, sizes: Sizes, [x, y, width, height]: Box): Box {
  const [ax, ay] = toStage(view, sizes, x, y)
  const [bx, by] = toStage(view, sizes, x + width, y + height)
  return [Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay)]
}

/** Nearer or further by a factor; what stands at this point of the stage stays there. */
export function zoomAt(view: View, sizes: Sizes, factor: number, stageX: number, stageY: number): View {
  const zoom = Math.max(leastZoom, Math.min(mostZoom, view.zoom * factor))
  const before = scaleOf(view, sizes)
  const after = scaleOf({ ...view, zoom }, sizes)
  const kept = 1 / before - 1 / after
  return moved({ ...view, zoom }, sizes, (stageX - sizes.stageWidth / 2) * kept, (stageY - sizes.stageHeight / 2) * kept)
}

/** The picture follows the hand by so many CSS pixels. */
export function panBy(view: View, sizes: Sizes, byX: number, byY: number): View {
  const scale = scaleOf(view, sizes)
  return moved(view, sizes, -byX / scale, -byY / scale)
}

/** A quarter turn clockwise; all of the picture is seen again. */
export function turn(view: View): View {
  return { ...wholePicture, turns: ((view.turns + 1) % 4) as View['turns'] }
}

/** So that the box stands in the middle and can be read, with what is around it. */
export function lookAt(view: View, sizes: Sizes, box: Box): View {
  const [, , width, height] = boxOnStage({ ...view, zoom: 1 }, sizes, box)
  const fits = Math.min(sizes.stageWidth / (width * 2), sizes.stageHeight / (height * 6))
  const readable = 22 / Math.max(1, Math.min(width, height))
  const zoom = Math.max(1, Math.min(fits, readable, mostZoom))
  const [x, y] = turned(view.turns, sizes, box[0] + box[2] / 2, box[1] + box[3] / 2)
  return centred({ ...view, zoom }, sizes, x, y)
}

function moved(view: View, sizes: Sizes, byX: number, byY: number): View {
  const [turnedWidth, turnedHeight] = view.turns % 2 === 0 ? [sizes.width, sizes.height] : [sizes.height, sizes.width]
  return centred(view, sizes, view.centreX * turnedWidth + byX, view.centreY * turnedHeight + byY)
}

/** The middle of the stage always shows some of the picture; what fits whole stays in the middle. */
function centred(view: View, sizes: Sizes, x: number, y: number): View {
  const [turnedWidth, turnedHeight] = view.turns % 2 === 0 ? [sizes.width, sizes.height] : [sizes.height, sizes.width]
  const scale = scaleOf(view, sizes)
  return {
    ...view,
    centreX: within(x / turnedWidth, sizes.stageWidth / (turnedWidth * scale)),
    centreY: within(y / turnedHeight, sizes.stageHeight / (turnedHeight * scale)),
  }
}

/** `seen`: how much of the picture the stage shows in this direction. */
function within(centre: number, seen: number): number {
  return seen >= 1 ? 0.5 : Math.max(seen / 2, Math.min(1 - seen / 2, centre))
}

function turned(turns: View['turns'], { width, height }: Sizes, x: number, y: number): readonly [number, number] {
  if (turns === 1) return [height - y, x]
  if (turns === 2) return [width - x, height - y]
  return turns === 3 ? [y, width - x] : [x, y]
}
