/** The part of the report's style sheet that recordings need: bar of time, film strip, what was noticed. */
export const recordingStyle = `
.recording { margin-top:18px; min-width:0 }
.recording .name { margin:0; font-size:14px; overflow-wrap:anywhere }
.c0 { --s:#1769e0 } .c1 { --s:#0b8a83 } .c2 { --s:#7a3fc4 } .c3 { --s:#b35c00 } .c4 { --s:#4a6076 }
.alarm { --m:#cf3434 } .doubt { --m:#d98a00 } .event { --m:#1769e0 }
.time { margin:12px 0 14px }
.track { position:relative; height:24px; border-radius:6px; overflow:hidden; background:var(--line) }
.track a { position:absolute; top:0; bottom:0; min-width:3px; background:var(--s); border-right:1px solid var(--card); color:#fff; font-size:12px; line-height:24px; text-align:center; text-decoration:none; overflow:hidden }
.track a:hover, .track a:focus-visible { filter:brightness(1.2) }
.lane { position:relative; height:7px; margin-top:3px } .lane i { position:absolute; top:0; bottom:0; border-radius:4px; background:var(--m) }
.ends { display:flex; justify-content:space-between; font-size:12px; color:var(--soft); margin-top:2px }
.when { font-variant-numeric:tabular-nums; white-space:nowrap } .again { display:block; margin-left:27px }
.film figure { --h:330px; width:clamp(160px, calc(var(--h) * var(--ratio)), min(82vw, 440px)) }
.film figcaption p { margin:4px 0 0; color:var(--ink) } .film figcaption .chip { display:inline-block; margin:3px 3px 0 0 }
.film figure { scroll-margin:90px 20px } .film figure:target .frame { outline:3px solid var(--accent); outline-offset:-1px }
.nth { display:inline-block; min-width:20px; padding:0 6px; border-radius:999px; background:var(--s); color:#fff; text-align:center; font-size:12px; line-height:20px }
.chip.alarm { background:#cf3434 } .chip.doubt { background:#a86400 } .chip.event { background:#1769e0 }
.noticed { list-style:none; margin:6px 0 0; padding:0; font-size:14px } .noticed li { padding:3px 0 3px 18px; position:relative } .noticed .when { color:var(--soft); font-size:13px; margin-right:4px }
.noticed .mark { position:absolute; left:0; top:11px; width:10px; height:7px; border-radius:4px; background:var(--m) } strong.alarm { color:var(--against) }
`
