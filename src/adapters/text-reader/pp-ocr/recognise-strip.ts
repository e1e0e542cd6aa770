import type { InferenceSession } from 'onnxruntime-node'
import { type CompactSteps, compactSteps, joinSteps } from './compact-steps.js'
import type { Strip } from './cut-strip.js'
import { recognitionInput, stepPx } from './prepare-input.js'
import { runNet } from './run-net.js'

/** Wider strips are read in windows: memory and time grow with the width, and the net has seen no longer lines. */
const windowPx = 1280
const overlapPx = 160

/** What the recognition net says of a strip, step by step. */
export async function recogniseStrip(session: InferenceSession, strip: Strip): Promise<CompactSteps> {
  let whole: CompactSteps | undefined
  for (let fromPx = 0; whole === undefined || fromPx + overlapPx < strip.widthPx; fromPx += windowPx - overlapPx) {
    const steps = await recogniseWindow(session, strip, fromPx, Math.min(fromPx + windowPx, strip.widthPx))
    whole = whole === undefined ? steps : joinAtGap(whole, steps, fromPx / stepPx)
  }
  return whole
}

async function recogniseWindow(session: InferenceSession, strip: Strip, fromPx: number, untilPx: number): Promise<CompactSteps> {
  const input = recognitionInput(strip, fromPx, untilPx)
  const { data, dims } = await runNet(session, input)
  return compactSteps(data, dims.at(-1) ?? 1)
}

/**
 * Joins two windows whose steps overlap (the second starts at step `offset` of the first) where both are
 * surest that no character stands, so that none is lost or doubled; the ends of a window are read worst.
 */
function joinAtGap(head: CompactSteps, tail: CompactSteps, offset: number): CompactSteps {
  const overlap = Math.min(head.count - offset, tail.count)
  const margin = Math.min(3, Math.floor(overlap / 3))
  let seam = margin
  let surest = -1
  for (let step = margin; step < overlap - margin; step++) {
    const bothBlank = (head.blank[offset + step] ?? 0) * (tail.blank[step] ?? 0)
    const nearMiddle = 1 - Math.abs(step - overlap / 2) / overlap
    if (bothBlank * nearMiddle > surest) {
      surest = bothBlank * nearMiddle
      seam = step
    }
  }
  return joinSteps(head, offset + seam, tail, seam)
}
