"""How the HTML report looks, in light and in dark: every color has its partner, and no meaning rests on color alone."""

from __future__ import annotations

STYLE = """
:root {
  color-scheme: light dark;
  --page: light-dark(#f4f5f8, #0e1116);
  --card: light-dark(#ffffff, #171b22);
  --sunk: light-dark(#f0f2f6, #0e1218);
  --line: light-dark(#d5d9e1, #2d3440);
  --text: light-dark(#1a1f29, #e4e8ef);
  --soft: light-dark(#535c6d, #9fa9ba);
  --link: light-dark(#0b57b4, #7db4ff);
  --mark: light-dark(#ffe3a3, #5c4508);
  --mark-edge: light-dark(#b36b00, #ffc34d);
  --good: light-dark(#17663a, #6fd79b);
  --critical: light-dark(#8c1226, #ff8fa0);
  --high: light-dark(#b3261e, #ff9c91);
  --medium: light-dark(#8a5300, #f5bd55);
  --low: light-dark(#00637a, #6fcbe3);
  --info: light-dark(#4a5568, #b3bccb);
  --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
body > * { max-width: 78rem; margin-inline: auto; padding-inline: 1.25rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
h1 { font-size: 1.65rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; }
.over { display: block; font-size: .9rem; font-weight: 600; color: var(--soft); letter-spacing: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; }
code, pre, .place { font-family: var(--mono); font-size: .875rem; }
.quiet { color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { padding-top: 2rem; }
header p { margin: .15rem 0; }
.sums { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; margin: 1.1rem 0; }
.sums li {
  flex: 1 1 9rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem;
  border-top: 4px solid var(--edge, var(--line));
}
.sums b { display: block; font-size: 1.9rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
.sums .failed { --edge: var(--high); }
.sums .undecided { --edge: var(--medium); }
.sums .passed { --edge: var(--good); }
form {
  position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  background: var(--page); border-block: 1px solid var(--line); padding-block: .6rem;
}
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .15rem .8rem; align-items: center; }
legend { float: left; font-weight: 600; padding: 0; margin-right: .2rem; }
label { display: inline-flex; gap: .35rem; align-items: center; min-height: 1.75rem; cursor: pointer; }
input[type="checkbox"] { width: 1.05rem; height: 1.05rem; accent-color: var(--link); }
input[type="search"], select {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px;
  padding: .15rem .5rem;
}
output { margin-left: auto; color: var(--soft); }
.finding {
  background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--tone, var(--line));
  border-radius: 8px; margin: .7rem 0; scroll-margin-top: 8rem;
}
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.finding > details > summary {
  display: grid; grid-template-columns: auto 1fr auto; gap: .15rem .8rem; padding: .75rem 1rem;
}
.finding h3 { font-size: 1rem; font-weight: 600; margin: 0; grid-column: 1 / -1; overflow-wrap: anywhere; }
.finding .place { color: var(--soft); grid-column: 1 / -1; overflow-wrap: anywhere; }
summary .turn { color: var(--soft); justify-self: end; transition: transform .12s; }
details[open] > summary .turn { transform: rotate(90deg); }
@media (prefers-reduced-motion: reduce) { summary .turn { transition: none; } }
.body { padding: 0 1rem 1rem; border-top: 1px solid var(--line); }
.tag {
  display: inline-block; font-size: .75rem; font-weight: 700; letter-spacing: .03em; padding: .1rem .5rem;
  border-radius: 5px; color: var(--tone); border: 1.5px solid var(--tone); white-space: nowrap;
}
.failed .tag.severity { color: var(--card); background: var(--tone); }
.CRITICAL { --tone: var(--critical); }
.HIGH { --tone: var(--high); }
.MEDIUM { --tone: var(--medium); }
.LOW { --tone: var(--low); }
.INFO { --tone: var(--info); }
.finding.undecided, .finding.waived { border-left-style: dashed; }
.finding.passed { border-left-color: var(--good); }
.passed .tag.status { color: var(--good); border-color: var(--good); }
.rule { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
figure { margin: .9rem 0 0; }
figcaption { font-size: .925rem; overflow-wrap: anywhere; margin-bottom: .25rem; }
figcaption .place { color: var(--soft); }
pre {
  margin: 0; padding: .5rem 0; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px;
  overflow-x: auto; line-height: 1.55;
}
.row, .note, .gap { display: block; padding-right: 1rem; width: max-content; min-width: 100%; }
.row.beside, .gap { color: var(--soft); }
.gap { padding-left: 2.2rem; line-height: 1.2; user-select: none; }
.note {
  width: auto; padding-left: 4.1rem; white-space: normal; color: var(--soft); margin-bottom: .25rem;
  font: .875rem/1.4 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
.note::before { content: "\\2514  "; font-family: var(--mono); }
.note.decides { color: var(--tone); font-weight: 600; }
.row.decides { background: color-mix(in srgb, var(--tone) 9%, transparent); box-shadow: inset 3px 0 var(--tone); }
.number {
  display: inline-block; min-width: 3.6rem; padding-right: .9rem; text-align: right; color: var(--soft);
  user-select: none;
}
mark {
  color: inherit; background: var(--mark); border-bottom: 2px solid var(--mark-edge); border-radius: 3px;
  padding: .1em;
}
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 1rem 0 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.reasons { margin: .9rem 0 0; padding-left: 1.2rem; }
.fix { color: var(--good); font-weight: 600; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; }
th { font-size: .85rem; color: var(--soft); }
td { overflow-wrap: anywhere; }
.connection { font-size: 1rem; margin: 1.4rem 0 0; overflow-wrap: anywhere; }
.connection + p { margin: .1rem 0 .5rem; }
.picture img { display: block; width: 100%; min-width: 62rem; height: auto; color-scheme: inherit; }
.tables { margin-top: .8rem; }
.tables > summary .turn { display: inline-block; }
.paths td { font-size: .925rem; }
.FASTPATH { --tone: var(--good); }
.GATEWAY { --tone: var(--info); }
.BLOCKED { --tone: var(--high); }
.UNDECIDED { --tone: var(--medium); }
.inspection.none { color: var(--soft); }
.inspection.skipped { color: var(--critical); font-weight: 700; }
.inspection.undecided { color: var(--medium); }
footer { padding-block: 2rem 3rem; color: var(--soft); font-size: .9rem; }
@media (max-width: 40rem) { form { position: static; } output { margin-left: 0; } dl { grid-template-columns: 1fr; } }
@media print {
  form, .turn { display: none; }
  .finding { break-inside: avoid-page; }
  body { background: none; }
}
""".strip()
