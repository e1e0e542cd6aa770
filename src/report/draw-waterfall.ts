import { html } from 'hono/html'
import { weighSignals } from '../judge/score-signals.js'
import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { Signal } from '../model/signal.js'
import type { Verdict } from '../model/verdict.js'
import { both } from './both.js'

/** Log odds that the claim is good: what lies further out is drawn at the edge. */
const shownLogit = 9

interface Step {
  readonly because: Sentence
  readonly seenIn: readonly string[]
  readonly leans: Signal['leans']
  readonly fromLogit: number
  readonly toLogit: number
}

/** The signals as a waterfall: from the tier's prior, each that counts moves the odds; the others are said with no bar. */
export function drawWaterfall({ signals, trustTier }: Verdict, policy: Policy) {
  const prior = policy.score.priorBad[trustTier]
  let logit = Math.log((1 - prior) / prior)
  const steps: Step[] = [
    {
      because: { zh: '该信用档的起点', en: "the trust tier's starting point" },
      seenIn: [],
      leans: 'neither',
      fromLogit: 0,
      toLogit: logit,
    },
  ]
  for (const { signal, goodLogit: moved } of weighSignals(signals)) {
    steps.push({ ...signal, fromLogit: logit, toLogit: logit + moved })
    logit += moved
  }
  return html`<div class="fall">${steps.map(drawStep)}</div>`
}

function drawStep({ because, seenIn, leans, fromLogit, toLogit }: Step) {
  const from = placeOf(fromLogit)
  const to = placeOf(toLogit)
  const left = Math.min(from, to)
  const moved = toLogit - fromLogit
  const colour = moved === 0 ? '' : leans
  const label = moved === 0 ? '' : `${moved > 0 ? '+' : '−'}${Math.abs(moved).toFixed(1)}`
  const words = html`<div>${both(because)}${seenIn.length ? html` <span class="in">${seenIn.join(', ')}</span>` : ''}</div>`
  if (label === '') return html`${words}<div class="still"></div>`
  const labelAt = to > 80 ? `right:${100 - left + 1}%` : `left:${Math.max(from, to) + 1}%`
  return html`${words}<div><div class="bar"><i class="${colour}" style="left:${left}%;width:${Math.max(0.6, Math.abs(to - from))}%"></i><b style="${labelAt}">${label}</b></div></div>`
}

/** Per cent from the left edge. */
function placeOf(logit: number): number {
  return 50 + (50 * Math.max(-shownLogit, Math.min(shownLogit, logit))) / shownLogit
}
