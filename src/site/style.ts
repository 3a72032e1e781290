/** The style of all pages: light and dark, from the width of a tile in a dashboard to a desktop. */
export const STYLE = `:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--card:#f6f8fa;--link:#0550ae;--healthy:#116329;--healthy-bg:#dafbe1;--caution:#7d4e00;--caution-bg:#fff8c5;--degraded:#a40e26;--degraded-bg:#ffebe9;--unknown:#424a53;--unknown-bg:#eaeef2}
@media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9da7b3;--line:#30363d;--card:#161b22;--link:#79c0ff;--healthy:#7ee787;--healthy-bg:#12261e;--caution:#e3b341;--caution-bg:#272115;--degraded:#ffa198;--degraded-bg:#25171c;--unknown:#c9d1d9;--unknown-bg:#21262d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:1040px;margin:0 auto;padding:12px 16px}
main{padding-top:0}
h1{font-size:1.35rem;line-height:1.25;margin:0 0 4px}
header p{margin:0}
h2{font-size:1.05rem;margin:20px 0 6px}
a{color:var(--link)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
[hidden]{display:none!important}
footer,.soft{color:var(--soft)}
footer{font-size:.85rem;border-top:1px solid var(--line);margin-top:16px}
.pill{display:inline-block;white-space:nowrap;border-radius:999px;padding:1px 10px;font-weight:600;font-size:.85rem;color:var(--c);background:var(--b);border:1px solid var(--c)}
.healthy{--c:var(--healthy);--b:var(--healthy-bg)}
.caution{--c:var(--caution);--b:var(--caution-bg)}
.degraded{--c:var(--degraded);--b:var(--degraded-bg)}
.unknown{--c:var(--unknown);--b:var(--unknown-bg)}
.old header .pill,.old li .pill{color:var(--unknown);background:var(--unknown-bg);border-style:dashed}
.old header .pill::before,.old li .pill::before{content:"was "}
#old{max-width:1040px;margin:0 auto;padding:8px 16px;background:var(--caution-bg);color:var(--caution);border-bottom:2px solid var(--caution);font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:12px 0}
dt{color:var(--soft)}
dd{margin:0}
[data-then]{white-space:nowrap}
ul{list-style:none;margin:0;padding:0}
.reason{font-size:1.05rem;margin:10px 0}
.list{border-top:1px solid var(--line);margin-bottom:8px}
.list li{display:grid;grid-template-columns:minmax(120px,1fr) auto;gap:0 12px;padding:7px 0;border-bottom:1px solid var(--line)}
.list .why{grid-column:1/-1;font-size:.9rem;color:var(--soft)}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:8px}
.lineage{display:block}
.narrow{max-width:100%;height:auto}
.edges{display:none;font-size:.9rem}.edges p{margin:4px 0}
@media(max-width:719px){.wide{display:none}.wide+.edges{display:block}.wide~.key{display:none}}
.lineage rect{fill:var(--b,var(--bg));stroke:var(--c,var(--soft))}
.lineage text{fill:var(--c,var(--fg));font-size:13px}
.old .lineage rect{fill:var(--unknown-bg);stroke:var(--unknown);stroke-dasharray:4 3}
.old .lineage text{fill:var(--unknown)}
.lineage path{fill:none;stroke:var(--soft);stroke-width:1.2}
@media(min-width:720px){.list li{grid-template-columns:minmax(180px,2fr) 128px 4fr;align-items:baseline}.list .why{grid-column:auto}}`

/** What only the overview needs. The filter works without a script. */
export const OVERVIEW_STYLE = `
.filter{display:flex;flex-wrap:wrap;gap:6px 14px;margin:12px 0;padding:0;border:0}
.filter label{display:flex;gap:5px;align-items:center}
#search{font:inherit;width:100%;max-width:420px;padding:6px 10px;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
summary{cursor:pointer;font-weight:600;padding:6px 0}
summary h2{display:inline;margin:0}
body:has(#only-degraded:checked) .list li:not(.degraded),body:has(#only-caution:checked) .list li:not(.caution),body:has(#only-unknown:checked) .list li:not(.unknown),body:has(#only-healthy:checked) .list li:not(.healthy){display:none}
body:has(#only-degraded:checked) details:not(.has-degraded),body:has(#only-caution:checked) details:not(.has-caution),body:has(#only-unknown:checked) details:not(.has-unknown),body:has(#only-healthy:checked) details:not(.has-healthy){display:none}
@media print{.filter,#search{display:none}}`
