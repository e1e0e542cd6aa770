import { html, raw } from 'hono/html'
import type { Sentence } from '../model/field.js'
import { both } from './both.js'
import { drawCase } from './draw-case.js'
import { reportScript, reportStyle } from './report-style.js'
import { outcomeWords } from './report-words.js'
import type { ReportedCase } from './reported-case.js'

/** One self-contained HTML page of the given cases; fetches nothing, Chinese first with an English switch. */
export async function drawReport(cases: readonly ReportedCase[], language: 'zh' | 'en'): Promise<string> {
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}" data-lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>极证 SwiftProof</title><style>${raw(reportStyle)}</style>
</head>
<body>
<header class="top"><h1>极证 SwiftProof</h1><div class="sum">${drawSummary(cases)}</div><button id="language" type="button">中文 / English</button></header>
<main>
<nav aria-label="cases">${cases.map(drawLink)}</nav>
<div class="cases">${cases.map(drawCase)}</div>
</main>
<footer>${both({
    zh: '把握度 = 凭证对该诉求的支持程度；由订单记录直接决定的案件为 1。每个自动结果都可以要求人工复核。',
    en: 'Confidence is how far the evidence supports the claim; 1 where the order record alone decides. Every automatic outcome can be taken to a person.',
  })}</footer>
<script>${raw(reportScript)}</script>
</body></html>`
  return String(await page)
}

function drawSummary(cases: readonly ReportedCase[]) {
  const counts = new Map<string, { words: Sentence; count: number }>()
  for (const one of cases) {
    const key = 'judged' in one ? one.judged.verdict.outcome : 'fault'
    const words = 'judged' in one ? outcomeWords[one.judged.verdict.outcome] : { zh: '无法读取', en: 'fault' }
    counts.set(key, { words, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts].map(([key, { words, count }]) => html`<span class="chip ${key}">${both(words)} ${count}</span>`)
}

function drawLink(one: ReportedCase) {
  if (!('judged' in one)) return html`<a href="#${one.id}"><span>${one.id}</span><span class="chip fault">${one.fault.code}</span></a>`
  const { outcome } = one.judged.verdict
  return html`<a href="#${one.id}"><span>${one.title ? both(one.title) : one.id}</span><span class="chip ${outcome}">${both(outcomeWords[outcome])}</span></a>`
}
