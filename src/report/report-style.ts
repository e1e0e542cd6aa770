import { recordingStyle } from './recording-style.js'

/** The report's whole style sheet: light and dark, phone and desktop, nothing fetched. */
export const reportStyle = `
:root { --ink:#1c2430; --soft:#5b6675; --line:#e3e8ef; --card:#fff; --page:#f4f6f9; --for:#0f8a4f; --against:#cf3434; --neither:#8a94a3; --accent:#1769e0; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --ink:#e8ecf2; --soft:#9aa6b6; --line:#2c3542; --card:#18202b; --page:#0f151d; --for:#3fcf8a; --against:#ff7b72; --neither:#7d8896; --accent:#6aa8ff } }
* { box-sizing:border-box }
body { margin:0; background:var(--page); color:var(--ink); font:15px/1.55 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif }
html[data-lang=zh] [lang=en], html[data-lang=en] [lang=zh] { display:none }
header.top { display:flex; flex-wrap:wrap; gap:8px 20px; align-items:center; padding:16px 24px; background:var(--card); border-bottom:1px solid var(--line); position:sticky; top:0; z-index:3 }
header.top h1 { font-size:18px; margin:0 }
header.top .sum { display:flex; flex-wrap:wrap; gap:6px; flex:1 }
button { font:inherit; color:var(--accent); background:none; border:1px solid var(--line); border-radius:8px; padding:4px 12px; cursor:pointer }
main { display:grid; grid-template-columns:300px minmax(0,1fr); align-items:start }
nav { position:sticky; top:66px; max-height:calc(100vh - 66px); overflow:auto; padding:12px; border-right:1px solid var(--line) }
nav a { display:flex; flex-direction:column; gap:4px; padding:8px 10px; border-radius:8px; color:inherit; text-decoration:none; font-size:14px }
nav a:hover { background:var(--card) }
nav a .chip { align-self:flex-start }
.cases { padding:20px 24px 60px; display:grid; gap:24px; min-width:0 }
article { background:var(--card); border:1px solid var(--line); border-radius:14px; padding:20px; scroll-margin-top:84px; min-width:0 }
article h2 { margin:0; font-size:18px }
article h3 { margin:22px 0 8px; font-size:14px; color:var(--soft); font-weight:600 }
.head { display:flex; flex-wrap:wrap; gap:6px 12px; align-items:center }
.id { color:var(--soft); font-size:13px; font-family:ui-monospace,monospace; overflow-wrap:anywhere }
.chip { border-radius:999px; padding:1px 10px; font-size:13px; font-weight:600; white-space:nowrap; color:#fff; background:#5b6675 }
.chip.instant-refund { background:#0f8a4f } .chip.refund { background:#2f9e6b } .chip.merchant-window { background:#0b7285 }
.chip.more-evidence { background:#a86400 } .chip.review { background:#7a3fc4 } .chip.not-eligible { background:#5b6675 } .chip.hold { background:#3056b5 } .chip.fault { background:#cf3434 }
.said { margin:10px 0 0 }
.facts { display:flex; flex-wrap:wrap; gap:4px 18px; color:var(--soft); font-size:13px; margin-top:8px }
.asks { margin:10px 0 0; padding:10px 14px 10px 32px; border-radius:10px; background:color-mix(in srgb,#a86400 14%,transparent) }
.pictures { display:flex; gap:16px; overflow-x:auto; padding:2px 2px 10px; align-items:flex-start }
figure { --h:350px; margin:0; flex:0 0 auto; width:clamp(190px, calc(var(--h) * var(--ratio)), 82vw) }
figure .frame { border:1px solid var(--line); border-radius:8px; overflow:hidden auto; max-height:var(--h); background:#8882 } figure .shot { position:relative }
figure img { display:block; width:100% } figure svg { position:absolute; inset:0; width:100%; height:100% }
figcaption { font-size:13px; color:var(--soft); margin-top:6px; overflow-wrap:anywhere }
rect.f { fill:none; stroke-width:2; vector-effect:non-scaling-stroke } rect.f:hover { fill:#ffd54a55 }
.t-order-number { stroke:#1769e0; --c:#1769e0 } .t-payment-number { stroke:#0b9db3; --c:#0b9db3 } .t-refund-number { stroke:#7a3fc4; --c:#7a3fc4 } .t-error-code { stroke:#e03131; --c:#e03131 }
.t-timestamp { stroke:#e8890c; --c:#e8890c } .t-card-key { stroke:#c2255c; --c:#c2255c } .t-amount { stroke:#2f9e44; --c:#2f9e44 }
.dot { display:inline-block; width:9px; height:9px; border-radius:50%; background:var(--c); margin-right:6px }
.scroll { overflow-x:auto }
table { border-collapse:collapse; width:100%; font-size:14px } th { text-align:left; color:var(--soft); font-weight:500; font-size:13px }
th,td { padding:6px 12px 6px 0; border-top:1px solid var(--line); vertical-align:top; overflow-wrap:anywhere } td.n { white-space:nowrap } td.v { font-family:ui-monospace,"Noto Sans CJK SC",monospace; font-size:13px }
.agree { color:var(--for); font-weight:600; white-space:nowrap } .differ { color:var(--against); font-weight:600; white-space:nowrap } .none { color:var(--neither); white-space:nowrap }
.fall { display:grid; grid-template-columns:minmax(0,1fr) minmax(120px,38%); gap:0 14px; font-size:14px }
.fall > div { border-top:1px solid var(--line); padding:7px 0; min-width:0 }
.fall .in { color:var(--soft); font-size:12px }
.bar { position:relative; height:100%; min-height:20px } .bar i { position:absolute; top:4px; height:14px; border-radius:3px; background:var(--neither) } .bar i.for { background:var(--for) } .bar i.against { background:var(--against) }
.bar b { position:absolute; top:1px; font-size:12px; font-weight:500; color:var(--soft) ; white-space:nowrap }
footer { color:var(--soft); font-size:13px; padding:0 24px 40px }
${recordingStyle}
@media (max-width:860px) {
  header.top { position:static; padding:14px 16px } main { grid-template-columns:minmax(0,1fr) } .cases { padding:12px 12px 40px } article { padding:16px }
  figure { --h:380px } .track a { font-size:10px } .fall .still { display:none } th,td { padding-right:8px; font-size:13px } td.v { min-width:92px }
  nav { position:static; max-height:220px; border-right:0; border-bottom:1px solid var(--line) } article { scroll-margin-top:8px }
  .fall { grid-template-columns:minmax(0,1fr) } .fall .bar { border-top:0; padding:0 0 8px; height:26px }
}
@media print { .pictures { flex-wrap:wrap; overflow:visible } figure { break-inside:avoid; max-width:calc(50% - 8px) } nav, button { display:none } main { display:block } article { break-inside:avoid } header.top { position:static } }
`

/** The report's whole script: the language button. */
export const reportScript = `
document.querySelector('#language').addEventListener('click', () => {
  const root = document.documentElement
  root.dataset.lang = root.dataset.lang === 'zh' ? 'en' : 'zh'
  root.lang = root.dataset.lang === 'zh' ? 'zh-CN' : 'en'
})
`
