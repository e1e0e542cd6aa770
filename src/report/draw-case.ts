import { html } from 'hono/html'
import type { TrustTier } from '../model/buyer.js'
import type { Sentence } from '../model/field.js'
import { both } from './both.js'
import { drawFacts } from './draw-facts.js'
import { drawPictures } from './draw-pictures.js'
import { drawWaterfall } from './draw-waterfall.js'
import { outcomeWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'

const tierWords: Record<TrustTier, Sentence> = {
  high: { zh: '高信用', en: 'high trust' },
  ordinary: { zh: '普通信用', en: 'ordinary trust' },
  low: { zh: '低信用', en: 'low trust' },
}

/** One case: verdict, what to ask, pictures with boxes, order facts beside what was read, signals as a waterfall. */
export function drawCase(one: ReportedCase) {
  if (!('judged' in one)) {
    return html`<article id="${one.id}"><div class="head"><h2>${one.id}</h2><span class="chip fault">${one.fault.code}</span></div><p class="said">${one.fault.message}</p></article>`
  }
  const { verdict, seconds, caseFile } = one.judged
  return html`<article id="${one.id}">
<div class="head"><h2>${one.title ? both(one.title) : one.id}</h2><span class="chip ${verdict.outcome}">${both(outcomeWords[verdict.outcome])}</span><span class="id">${one.id}</span></div>
<p class="said">${both(verdict.explanation)}</p>
<div class="facts">
<span>${both({ zh: '规则', en: 'rule' })} <code>${verdict.rule}</code></span>
<span>${both({ zh: '把握度', en: 'confidence' })} ${(verdict.confidence * 100).toFixed(1)}%</span>
<span>${both(tierWords[verdict.trustTier])}</span>
<span>${both({ zh: '凭证完整度', en: 'completeness' })} ${Math.round(verdict.completeness.score * 100)}%</span>
<span>${both({ zh: '策略', en: 'policy' })} ${verdict.policyVersion}</span>
${verdict.until ? html`<span>${both({ zh: '截止', en: 'until' })} ${verdict.until}</span>` : ''}
<span>${seconds.toFixed(2)} s</span>
</div>
<p class="said"><span class="id">${both({ zh: '买家陈述', en: 'the buyer says' })}</span> ${one.hide(caseFile.claim.statement)}</p>
${verdict.completeness.missing.length ? html`<ul class="asks">${verdict.completeness.missing.map(({ ask }) => html`<li>${both(ask)}</li>`)}</ul>` : ''}
${drawPictures(one)}
<h3>${both({ zh: '订单记录与读取结果', en: 'order record and what was read' })}</h3>${drawFacts(one)}
<h3>${both({ zh: '判定依据', en: 'signals' })}</h3>${drawWaterfall(verdict, caseFile.policy)}
</article>`
}
