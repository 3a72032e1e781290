import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as Pe,b as Le,c as je,d as Q,e as Ce,f as ze,g as He,h as H}from"./chunk-CTUZJNYI.js";import{b as Ie,f as K,h as Ae,i as J}from"./chunk-XX3XSF2W.js";import{a as Z,d as Ne}from"./chunk-ILVBQY4P.js";import{a as ye}from"./chunk-FYC7RRIG.js";import{b as Ee}from"./chunk-5LF6IYNY.js";import"./chunk-HURNMINH.js";import{G as z,T as ke,U as Re,W as Oe,Y as Te,d as we,ea as Me,i as xe,l as be,m as C,v as $e,wa as ve,x as Se}from"./chunk-AN2HAPE3.js";import"./chunk-JZJQUX6Z.js";import"./chunk-MUZNC3BQ.js";import{a as $,b as N,d as de}from"./chunk-R3DZT4HP.js";import{b as O,h as P,j as pe,k as ue,r as fe,s as me,w as he,y as L}from"./chunk-IJLMJFNZ.js";import{F as ge,M as j,a as S,m as ce,x as X}from"./chunk-C2ZQANQT.js";import{d as R,h as le,j as Y}from"./chunk-SVJFEJ64.js";import{d as A,h as v}from"./chunk-DMFT2KQX.js";import"./chunk-M5J3K2LG.js";import{lstat as $n,mkdir as Sn,readFile as kn,rename as Rn,rm as pt,writeFile as On}from"node:fs/promises";import{dirname as se,join as x}from"node:path";var k=class{constructor(t){this.text=t}text};function l(e,...t){let n=e.map((o,r)=>`${o}${ht(t[r]??null)}`);return new k(n.join(""))}function ht(e){return e===null?"":e instanceof k?e.text:typeof e=="number"?String(e):typeof e=="string"?de($(e,gt)):e.map(({text:t})=>t).join("")}var gt=400;var yt={healthy:"#1a7f37",caution:"#9a6700",degraded:"#cf222e",unknown:"#57606a"},U=20,ee=6,wt=6.5,xt=40;function De(e,{writtenAt:t}){let n=N($(e.label),xt),o=`${e.health} \xB7 ${Le(t)}`,[r,a]=[Ue(n),Ue(o)];return l`<svg xmlns="http://www.w3.org/2000/svg" width="${r+a}" height="${U}" role="img" aria-label="${n}: ${o}">
<title>${n}: ${o}</title>
<clipPath id="r"><rect width="${r+a}" height="${U}" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#24292f" d="M0 0h${r}v${U}H0z"/><path fill="${yt[e.health]}" d="M${r} 0h${a}v${U}H${r}z"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${Ge(n,0,r)}${Ge(o,r,a)}</g>
</svg>
`}function Ue(e){return Math.max(1,Math.round(Array.from(e).length*wt))+2*ee}function Ge(e,t,n){return l`<text x="${t+ee}" y="14" textLength="${n-2*ee}" lengthAdjust="spacingAndGlyphs">${e}</text>`}var y=["degraded","caution","unknown","healthy"];function Fe(e,t){let n=[...$t(e,t),...St(e,t)],[o,...r]=n;return o===void 0?{health:"unknown",reason:Q(!1),messageId:null}:r.reduce((a,s)=>bt(s,a)?s:a,o)}function bt(e,t){return y.indexOf(e.health)<y.indexOf(t.health)}function $t({problems:e,warnings:t},n){let[o]=e,[r]=t;return[...o===void 0?[]:[E("degraded",Ce(o,e.length,n),"AE-UPSTREAM-FAILED")],...r===void 0?[]:[E("caution",ze(r,t.length,n),null)]]}function E(e,t,n){return{health:e,reason:t,messageId:n}}function St({rows:e,unresolved:t,hasLanded:n},o){return t!==null?[E("unknown",je[t],we[t])]:e.length===0?[E(n?"healthy":"unknown",Q(n),null)]:[...e.map(r=>E(te(r,n),H(r,e.length,o,n),Se(r,o))),...e.flatMap(r=>kt(r)??[])]}function kt(e){return e.row.known.freshness.staleSince===null?null:E(Oe(e)?"caution":"degraded",He(e.row.known.freshness),Te(e))}function te({row:e,result:t},n){switch(t?.outcome){case"failed":case"cancelled":case"blocked":return"degraded";case"timed-out":case"deferred":return"caution";case"refreshed":case"requested":return"healthy";case void 0:return Rt(e,n)}}function Rt({decision:e,extract:t},n){return e.reason==="no-extract"?t.unrelated===null&&n?"healthy":"unknown":Ot[e.reason]}var Ot={"upstream-failed":"degraded",failing:"degraded","never-landed":"unknown","other-environment":"unknown","not-visible":"unknown","in-flight":"healthy",frozen:"healthy","up-to-date":"healthy","waiting-for-upstream":"healthy","build-after":"healthy","new-data":"healthy","first-refresh":"healthy",forced:"healthy"};var Tt=8,Mt=27,m={width:196,height:30,gapX:64,gapY:10},G=4,qe=["nodes","datasources","workbooks","exposures"],ne=class{boxes=new Map;arrows=new Map;box(t,n){return this.boxes.has(t)||this.boxes.set(t,n),t}edge(t,n){t!==n&&this.arrows.set(t,(this.arrows.get(t)??new Set).add(n))}};function D(e,t){let n=new ne;for(let o of e)vt(n,o,t);return n.arrows.size===0?null:l`${At(n)}${zt(n)}${Ht(n)}`}function vt(e,t,n){let{id:o,label:r,health:a,rows:s}=t,i=e.box(`exposure ${o}`,{column:"exposures",label:r,health:a});s.length===0&&Ve(e,t.nodes,i,n);let c=new Map(s.map(p=>[p.row.extract.key,Et(e,p,{exposure:i,label:r})])),d=new Set(s.flatMap(({row:p})=>p.extract.reads));for(let{row:p}of s){let{key:u,upstream:f}=p.extract,h=c.get(u)??i;d.has(u)||e.edge(h,i);let w=f.filter(({via:g})=>g===null||!c.has(g)).map(({node:g})=>g);Ve(e,w,h,n),It(e,p,h)}}function Et(e,t,{exposure:n,label:o}){let{key:r,lineage:a}=t.row.extract,{name:s,kind:i}=a.content;return i==="workbook"&&s.toLowerCase()===o.toLowerCase()?n:e.box(`extract ${r}`,{column:i==="workbook"?"workbooks":"datasources",label:s,health:te(t,!0)})}function Ve(e,t,n,o){let r=t.slice(0,Tt);for(let s of r){let i=C(s,o);e.edge(e.box(`node ${s}`,{column:"nodes",label:i,health:"node"}),n)}let a=t.length-r.length;a!==0&&e.edge(e.box(`more ${n}`,{column:"nodes",label:`\u2026 ${a} more`,health:"node"}),n)}function It(e,t,n){for(let o of t.extract.reads){let r=`extract ${o}`,a=t.dataSources.get(o)?.name;e.boxes.has(r)?e.edge(r,n):a!==void 0&&e.edge(e.box(r,{column:"datasources",label:a,health:"node"}),n)}}function At(e){let t=qe.map(u=>Nt(e,u)).filter(u=>u.length>0),{routes:n,rows:o}=Pt(e,t),r=o.reduce((u,f)=>Math.max(u,f.length),0),a=Lt(n,o,r),s=t.length*(m.width+m.gapX)-m.gapX+2*G,i=r*(m.height+m.gapY)-m.gapY+2*G,c=u=>a.get(u)??{x:0,y:0},d=n.map(u=>Ct(u.map(c))),p=[...e.boxes].map(([u,f])=>Gt(f,c(u)));return l`<svg class="lineage ${t.length>2?"wide":"narrow"}" width="${s}" height="${i}" viewBox="0 0 ${s} ${i}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${d}${p}</svg>`}function Nt({boxes:e},t){return[...e].flatMap(([n,o])=>o.column===t?[n]:[])}function Pt({arrows:e},t){let n=new Map(t.flatMap((a,s)=>a.map(i=>[i,s]))),o=t.map(a=>new Set(a));return{routes:[...e].flatMap(([a,s])=>[...s].map(i=>{let c=(n.get(a)??0)+1,p=o.slice(c,n.get(i)).map((u,f)=>{let h=`way ${c+f} ${i}`;return u.add(h),h});return[a,...p,i]})),rows:o.map(a=>[...a])}}function Lt(e,t,n){let o=new Map,r=new Map,a=new Map;for(let c of e)for(let[d,p]of c.slice(1).entries())S(r,c[d]??"",p),S(a,p,c[d]??"");let s=(c,d)=>{let p=t[d]??[],u=G+d*(m.width+m.gapX),f=G+(n-p.length)*(m.height+m.gapY)/2,h=g=>jt((c.get(g)??[]).flatMap(M=>o.get(M)?.y??[])),w=p.map(g=>({key:g,y:h(g)})).sort((g,M)=>g.y-M.y);for(let[g,{key:M}]of w.entries())o.set(M,{x:u,y:f+g*(m.height+m.gapY)})},i=[...t.keys()].reverse();for(let c of i)s(r,c);for(let c of t.keys())c>0&&s(a,c);for(let c of i)c<t.length-1&&s(r,c);return o}function jt(e){return e.length===0?0:e.reduce((t,n)=>t+n,0)/e.length}function Ct(e){let t=e.slice(1).map((n,o)=>{let r=e[o]??n,[a,s]=[r.x+m.width,r.y+m.height/2],[i,c]=[n.x,n.y+m.height/2],d=Math.min(m.gapX,i-a)/2;return l`${o===0?"M":"L"}${a} ${s}C${a+d} ${s} ${i-d} ${c} ${i} ${c}`});return l`<path d="${new k(t.map(({text:n})=>n).join(""))}"/>`}function zt({boxes:e,arrows:t}){let n=r=>e.get(r)?.label??"",o=qe.flatMap(r=>[...e].flatMap(([a,s])=>{let i=[...t].flatMap(([c,d])=>d.has(a)?[n(c)]:[]);return s.column!==r||i.length===0?[]:[l`<p><strong>${s.label}</strong> reads ${i.join(", ")}</p>`]}));return l`<div class="edges">${o}</div>`}function Ht({boxes:e}){let t=new Set([...e.values()].map(({health:r})=>r)),o=[...Ut.filter(r=>t.has(r)).map(r=>`${We[r]} ${r}`),...t.has("node")?["without a sign: what dbt builds, or what is only read"]:[]];return l`<p class="soft key">${o.join(" \xB7 ")}</p>`}var Ut=["degraded","caution","healthy","unknown"],We={healthy:"\u2713",caution:"!",degraded:"\u2715",unknown:"?",node:""};function Gt({label:e,health:t,column:n},{x:o,y:r}){let a=n==="exposures"?m.height/2:4,s=`${We[t]} ${e}`;return l`<g class="${t}"><title>${s}</title><rect x="${o}" y="${r}" width="${m.width}" height="${m.height}" rx="${a}"/><text x="${o+10}" y="${r+20}">${N($(s),Mt)}</text></g>`}import{createHash as Dt}from"node:crypto";var F=`(() => {
const root = document.documentElement
const old = document.getElementById('old')
const ago = (then) => {
  const minutes = Math.floor((Date.now() - Date.parse(then)) / 60000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes + ' min ago'
  return minutes < 2880 ? Math.floor(minutes / 60) + ' h ago' : Math.floor(minutes / 1440) + ' days ago'
}
const tick = () => {
  for (const span of document.querySelectorAll('[data-then]')) span.textContent = '(' + ago(span.dataset.then) + ')'
  if (Date.now() < Date.parse(root.dataset.oldAfter)) return
  if (!root.classList.contains('old')) document.title = 'old: ' + document.title
  root.classList.add('old')
  old.textContent = 'This page is old: it was written ' + ago(root.dataset.writtenAt) + '. What it says may no longer be true.'
  old.hidden = false
}
tick()
setInterval(tick, 60000)
})()`,_e=`
;(() => {
const search = document.getElementById('search')
const found = document.getElementById('found')
const attention = document.querySelector('details.attention')
const groups = [...document.querySelectorAll('details.group')].map((details) => ({
  details,
  wasOpen: details.open,
  items: [...details.querySelectorAll('li')].map((item) => ({ item, text: item.textContent.toLowerCase() })),
}))
search.parentElement.hidden = false
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let count = 0
  for (const { details, wasOpen, items } of groups) {
    const name = details.querySelector('h2').textContent.toLowerCase()
    let some = 0
    for (const { item, text } of items) {
      const matches = words.every((word) => text.includes(word) || name.includes(word))
      item.hidden = !matches
      if (matches) some += 1
    }
    details.hidden = some === 0
    details.open = words.length > 0 ? some > 0 : wasOpen
    count += some
  }
  if (attention !== null) attention.hidden = words.length > 0
  found.textContent = words.length === 0 ? '' : count + ' found'
})
})()`;var V=`:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--card:#f6f8fa;--link:#0550ae;--healthy:#116329;--healthy-bg:#dafbe1;--caution:#7d4e00;--caution-bg:#fff8c5;--degraded:#a40e26;--degraded-bg:#ffebe9;--unknown:#424a53;--unknown-bg:#eaeef2}
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
@media(min-width:720px){.list li{grid-template-columns:minmax(180px,2fr) 128px 4fr;align-items:baseline}.list .why{grid-column:auto}}`,Be=`
.filter{display:flex;flex-wrap:wrap;gap:6px 14px;margin:12px 0;padding:0;border:0}
.filter label{display:flex;gap:5px;align-items:center}
#search{font:inherit;width:100%;max-width:420px;padding:6px 10px;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
summary{cursor:pointer;font-weight:600;padding:6px 0}
summary h2{display:inline;margin:0}
body:has(#only-degraded:checked) .list li:not(.degraded),body:has(#only-caution:checked) .list li:not(.caution),body:has(#only-unknown:checked) .list li:not(.unknown),body:has(#only-healthy:checked) .list li:not(.healthy){display:none}
body:has(#only-degraded:checked) details:not(.has-degraded),body:has(#only-caution:checked) details:not(.has-caution),body:has(#only-unknown:checked) details:not(.has-unknown),body:has(#only-healthy:checked) details:not(.has-healthy){display:none}
@media print{.filter,#search{display:none}}`;function re(e,t){let n=["default-src 'none'",`style-src '${Ye(e)}'`,`script-src '${Ye(t)}'`,"base-uri 'none'","form-action 'none'"];return{style:e,script:t,policy:n.join("; ")}}function Ye(e){return`sha256-${Dt("sha256").update(e).digest("base64")}`}var Ft=re(V,F);function q({title:e,period:t,header:n,main:o,footer:r},a=Ft){let{writtenAt:s,oldAfter:i}=t;return l`<!doctype html>
<html lang="en" data-written-at="${R(s)}" data-old-after="${R(i)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${a.policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<style>${new k(a.style)}</style>
</head>
<body>
<div id="old" role="status" hidden></div>
<header>
${n}
</header>
<main>
${o}
</main>
<footer>
<p>Written ${T(s)}${Vt(t)}. By <a href="https://github.com/active-exposures/active-exposures" rel="noreferrer">Active Exposures</a>.</p>
${r}
</footer>
<script>${new k(a.script)}</script>
</body>
</html>
`.text}function Vt({nextRunAt:e,writtenAt:t}){return e===null||e<=t?l``:l`; the next scheduled run: ${T(e,"without age")}`}function T(e,t="with age"){let n=R(e),o=l`<time datetime="${n}">${Pe(e)}</time>`;return t==="with age"?l`${o} <span class="soft" data-then="${n}"></span>`:o}var qt=50;function Je(e,{names:t},n){return q({title:`${e.health}: ${e.label}`,period:n,header:l`<h1>${e.label}</h1>
<span class="pill ${e.health}">${e.health}</span>`,main:l`<p class="reason">${e.reason}</p>
<dl>
${Xe("Last refresh",e.lastRefreshedAt)}${Xe("Shows data of",e.newestDataAt)}${Ke("Fresh until",e.freshUntil)}${Ke("Not before",e.notBefore)}${Wt(e)}</dl>
${_t(e,{names:t,now:n.writtenAt})}
${Yt(e,t)}
${Xt(e,t)}`,footer:l`<p><a href="../index.html">All exposures</a> · <a href="${e.fileName}.svg">Badge</a> · <a href="${e.fileName}.json">JSON</a> · dbt exposure <code>${e.name}</code></p>`})}function Xe(e,t){return l`<dt>${e}</dt><dd>${t===null?"not known to this action":T(t)}</dd>
`}function Ke(e,t){return t===null?null:l`<dt>${e}</dt><dd>${T(t,"without age")}</dd>
`}function Wt({owners:e}){return e.length===0?null:l`<dt>${e.length===1?"Owner":"Owners"}</dt><dd>${e.join(", ")}</dd>
`}function _t({rows:e},t){return e.length<2?null:l`<h2>What Tableau refreshes</h2>
<ul class="list">
${e.map(n=>Bt(n,t))}</ul>`}function Bt(e,t){let{name:n,kind:o}=e.row.extract.lineage.content,r=z(e);return l`<li><span>${n}</span> <span class="soft">${xe[o]}</span> <span class="why">${H(e,1,t)}${r===null?null:l` Last refresh: ${T(r,"without age")}.`}</span></li>
`}function Yt({nodes:e},t){if(e.length===0)return null;let n=e.slice(0,qt).map(r=>l`<li>${C(r,t)}</li>
`),o=e.length-n.length;return l`<h2>What it reads</h2>
<ul>
${n}${o===0?null:l`<li>… and ${o} more</li>`}</ul>`}function Xt(e,t){let n=D([e],t);return n===null?null:l`<h2>Lineage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${n}</div>`}var Kt=12,Ze=100,Jt=100,Zt=re(V+Be,F+_e);function Qe({all:e,names:t},n){let o=e.slice(0,Kt),r=D(o,t),a={title:"Exposures",period:n,header:l`<h1>Exposures</h1>
<p class="soft">How fresh and sound the data behind each dashboard is.</p>`,main:l`${Qt(e)}
<p hidden><label for="search">Search</label><br><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
${e.length>Ze?tn(e):null}${en(e).map(s=>nn(s,e.length<=Ze))}
${r===null?null:rn(r,o.length,e.length)}`,footer:l``};return q(a,Zt)}function Qt(e){let t=y.map(n=>({health:n,count:e.filter(o=>o.health===n).length})).filter(({count:n})=>n>0);return l`<fieldset class="filter"><legend class="soft">Show</legend>
<label><input type="radio" name="only" id="only-all" checked> all ${e.length}</label>
${t.map(({health:n,count:o})=>l`<label><input type="radio" name="only" id="only-${n}"> <span class="pill ${n}">${n}</span> ${o}</label>
`)}</fieldset>`}function en(e){let t=new Map;for(let r of e)S(t,r.group,r);let n=[...t].flatMap(([r,a])=>r===null?[]:[{name:r,tiles:a}]),o=t.get(null)??[];return n.sort((r,a)=>j(r.name,a.name)),o.length===0?n:[...n,{name:"Without a place in Tableau",tiles:o}]}function tn(e){let t=e.filter(({health:r})=>r==="degraded"||r==="caution");if(t.length===0)return null;let n=t.slice(0,Jt),o=t.length-n.length;return l`<details class="attention ${et(oe(n))}" open>
<summary><h2>Needs attention</h2> <span class="soft">${tt(t,oe(t))}</span></summary>
<ul class="list">
${n.map(nt)}</ul>
${o===0?null:l`<p class="soft">… and ${o} more, below.</p>`}</details>
`}function nn({name:e,tiles:t},n){let o=oe(t);return l`<details class="group ${et(o)}"${n?l` open`:null}>
<summary><h2>${e}</h2> <span class="soft">${tt(t,o)}</span></summary>
<ul class="list">
${t.map(nt)}</ul>
</details>
`}function oe(e){return y.filter(t=>e.some(n=>n.health===t))}function et(e){return e.map(t=>`has-${t}`).join(" ")}function tt(e,t){return t.map(n=>`${e.filter(o=>o.health===n).length} ${n}`).join(", ")}function nt({health:e,fileName:t,label:n,reason:o,lastRefreshedAt:r}){let a=r===null?null:l` Last refresh: ${T(r,"without age")}.`;return l`<li class="${e}"><a href="exposures/${t}.html">${n}</a> <span><span class="pill">${e}</span></span> <span class="why">${o}${a}</span></li>
`}function rn(e,t,n){let o=t===n?l``:l`<p class="soft">The ${t} of ${n} exposures that come first by health. The page of each exposure shows its own lineage.</p>`;return l`<h2>Lineage</h2>
${o}
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${e}</div>`}function rt(e,t){let n=t===null?e+936e5:Math.max(t,e)+144e5;return{writtenAt:e,oldAfter:n,nextRunAt:t}}var W=L.datetime().nullable(),ae="1.0",Mr=ue({version:me(ae).describe("Version of this schema"),exposure:O().describe("Name of the dbt exposure"),label:O().describe("Its label, else its name"),health:fe(y).describe("dbt's four states of an exposure"),reason:O().describe("Why, in one sentence"),messageId:he(["AE-",O()]).nullable().describe("Stable id of the message, listed with its remedy in docs/messages.md"),lastRefreshedAt:W.describe("When the newest successful refresh of its oldest extract was requested, or when Tableau finished it if this action did not request it"),newestDataAt:W.describe("When the newest data that it shows landed in dbt"),freshUntil:W.describe("When that data is older than stale_after promises; null if nothing is promised"),notBefore:W.describe("Nothing of it is refreshed before this instant; null if nothing holds it"),owners:P(O()).describe("Names of its owners; empty without site-owners"),writtenAt:L.datetime().describe("The end of the run that wrote this file"),oldAfter:L.datetime().describe("A newer file was due by then: what this one says may no longer be true")}).describe("The health of one dbt exposure");var ot=400;function at(e,{writtenAt:t,oldAfter:n}){let o={version:ae,exposure:$(e.name,ot),label:$(e.label,ot),health:e.health,reason:e.reason,messageId:e.messageId,lastRefreshedAt:_(e.lastRefreshedAt),newestDataAt:_(e.newestDataAt),freshUntil:_(e.freshUntil),notBefore:_(e.notBefore),owners:[...e.owners],writtenAt:R(t),oldAfter:R(n)};return`${JSON.stringify(o,null,2)}
`}function _(e){return e===null?null:R(e)}import{createHash as an}from"node:crypto";var sn=/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/,ln=/^(?:con|prn|aux|nul|com\d|lpt\d)$/i,dn=60,cn=/-[0-9a-f]{10}$/i;function st(e){let t=new Map;for(let{id:o,name:r}of e)S(t,r.toLowerCase(),o);let n=o=>(t.get(o.toLowerCase())?.length??0)>1;return new Map(e.map(({id:o,name:r})=>[o,pn(r)&&!n(r)?r:un(o,r)]))}function pn(e){return sn.test(e)&&!ln.test(e)&&!cn.test(e)}function un(e,t){let n=t.slice(0,1e3).normalize("NFKD").replace(new RegExp("\\p{M}+","gu"),"").replace(/[^A-Za-z0-9]+/g,"-").slice(0,dn).replace(/^-+|-+$/g,"").toLowerCase(),o=an("sha256").update(e).digest("hex").slice(0,10);return`${n===""?"exposure":n}-${o}`}function it(e){let{report:t,exposures:n}=e,o=[...t.rows,...e.unselected.map(d=>({row:d,result:null}))],r=new Map;for(let d of o)for(let{uniqueId:p}of d.row.extract.exposures)S(r,p,d);let a=fn(e,o),s=st(n.map(({uniqueId:d,name:p})=>({id:d,name:p}))),i={source:e,context:a,owners:new ke(t.owned),unresolved:mn(t)};return{all:n.map(d=>gn(d,r.get(d.uniqueId)??[],s.get(d.uniqueId)??"",i)).sort(hn),names:a.names}}function fn(e,t){let{health:n,warnings:o,exposures:r,report:a}=e,s=[n,o].flatMap(({statuses:d,jointTests:p})=>[...[...d.values()].flatMap(({problems:u})=>u),...p.map(({problem:u})=>u)]),i=[...r.flatMap(({upstream:d})=>d),...s.map(({node:d})=>d)],c=be(t.map(({row:d})=>d),i);return{now:a.run.endedAt,names:c}}function mn({unresolved:e}){return new Map(e.map(({exposure:t,uniqueId:n,reason:o})=>[n??t,o]))}function hn(e,t){return y.indexOf(e.health)-y.indexOf(t.health)||j(e.label,t.label)}function gn(e,t,n,{source:o,context:r,owners:a,unresolved:s}){let{health:i,warnings:c,report:d,requests:p,showOwners:u}=o,f=t.map(b=>$e(yn(e,b,o))),h=[...new Set(f.flatMap(({row:b})=>b.extract.upstream.map(({node:mt})=>mt)))],w=h.length>0?h:e.upstream,g=w.flatMap(b=>i.statuses.get(b)?.landedAt??[]),M=[...f.map(z),...(f.length>0?[]:e.extracts).map(b=>X(p.get(b))?.requestedAt??null)];return{...Fe({rows:f,problems:K(w,i),warnings:K(w,c),hasLanded:g.length>0,unresolved:s.get(e.uniqueId)??s.get(e.name)??null},r),id:e.uniqueId,fileName:n,name:e.name,label:e.label??e.name,group:f[0]?.row.extract.lineage.content.project??null,lastRefreshedAt:B(M),newestDataAt:f.length===0?g.reduce(Y,null):B(f.map(wn)),freshUntil:B(f.map(xn)),notBefore:B(t.map(b=>Me(b,d.mode,d.run.endedAt))),owners:u?Re(a.of([e])):[],rows:f,nodes:w}}function yn({uniqueId:e},{row:t,result:n},{report:o,requests:r,policy:a}){let{key:s,lineage:i}=t.extract,c=X(r.get(s)),d=c!==null&&!ge(i.extractUpdatedAt,c),p=Ie(e,t,{policy:a,now:o.run.endedAt});return{row:{...t,lastRefreshedAt:d?t.lastRefreshedAt:Y(t.lastRefreshedAt,i.extractUpdatedAt),known:{...t.known,freshness:p}},result:n}}function wn({row:{known:e,decision:t}}){return t.reason==="no-extract"?e.newest?.at??null:e.freshness.newestDataAt}function xn({row:e}){let{newestDataAt:t,promised:n}=e.known.freshness;return t===null||n===null?null:t+n}function B(e){let t=e.filter(n=>n!==null);return t.length===0?null:le(t)}var I="exposures";function lt(e){let t=it(e),n=rt(e.report.run.endedAt,e.nextRunAt),o=r=>t.all.filter(a=>a.health===r).length;return{files:[...t.all.flatMap(r=>bn(r,t,n)),{path:"index.html",content:()=>Qe(t,n)}],counts:Object.fromEntries(y.map(r=>[r,o(r)]))}}function bn(e,t,n){let o=`${I}/${e.fileName}`;return[{path:`${o}.html`,content:()=>Je(e,t,n)},{path:`${o}.svg`,content:()=>De(e,n).text},{path:`${o}.json`,content:()=>at(e,n)}]}async function yo(e,t,{state:n,workspace:o}){try{let r=lt(Mn(e,t,n)),a=await An(e.folder,o,r.files);return{siteFolder:a,line:Tn(a,r)}}catch(r){if(!(r instanceof v))throw r;return{notices:[r.explanation]}}}function Tn(e,{counts:t}){let n=Object.entries(t).flatMap(([o,r])=>r===0?[]:`${r} ${o}`);return`Site in ${e}: ${n.join(", ")||"no exposures"}`}function Mn({project:e,resolved:t,input:n,showOwners:o},r,{nodes:a,requests:s}){let i=[...vn(e),...En(t)],c=[...t.extracts,...t.others].flatMap(({upstream:h})=>h.map(({node:w})=>w)),d=new Set([...i.flatMap(({upstream:h})=>h),...c]),p=J(d,e,a),{statuses:u,jointTests:f}=p;return{report:r,unselected:t.others.map(h=>Ae({...n,requests:s,nodes:u,jointTests:f},h)),exposures:i,health:p,warnings:J(d,e,a,Ee),requests:s,policy:n.policy,nextRunAt:n.nextSlot,showOwners:o}}function vn(e){return e.exposures.map(({id:t,name:n,label:o,owner:r,dependsOn:a})=>({uniqueId:t,name:n,label:o,owner:r,upstream:ce(a,e),extracts:[]}))}function En({discovery:e}){return ve(e,{found:[],linkedContent:[]}).map(({exposure:t,extracts:n=[]})=>({...t,extracts:n}))}var ie="active-exposures-site.json",ut=new RegExp(String.raw`^${I}/[\w-]+\.(?:html|svg|json)$`),In=pe({files:P(O())}).transform(({files:e})=>e.filter(t=>ut.test(t)));async function An(e,t,n){let o=await Z(dt,x(e,"index.html"),t),r=se(o.shown);if(r===".")throw new v(A("AE-SITE-FOLDER-WORKSPACE"));try{return await Sn(x(se(o.path),I),{recursive:!0}),await Z(dt,x(e,I,"index.html"),t),await Nn(se(o.path),r,n),r}catch(a){throw a instanceof v?a:new v(A("AE-SITE-NOT-WRITTEN",{folder:r,why:Ne(a)}))}}var dt="site-folder";async function Nn(e,t,n){let o=await Pn(e),r=n.map(({path:i})=>i),a=await Ln(e,r.filter(i=>!o.has(i)));if(a!==null)throw new v(A("AE-SITE-FOLDER-FOREIGN",{folder:t,file:a}));await ct(e,[...o,...r]);for(let{path:i,content:c}of n)await ft(x(e,i),c());let s=new Set(r);for(let i of o)s.has(i)||await pt(x(e,i),{force:!0});await ct(e,r)}async function Pn(e){let t=await kn(x(e,ie),"utf8").catch(()=>""),n=In.safeParse(ye(t)).data;return new Set(n===void 0?[]:["index.html",...n])}async function ct(e,t){let n=[...new Set(t)].filter(r=>ut.test(r)),o=`${ie}.half`;await ft(x(e,o),`${JSON.stringify({files:n},null,1)}
`),await Rn(x(e,o),x(e,ie))}async function Ln(e,t){for(let n of t)if(await $n(x(e,n)).then(()=>!0,()=>!1))return n;return null}async function ft(e,t){await pt(e,{force:!0}),await On(e,t,{flag:"wx"})}export{yo as writeSite,An as writeSiteFiles};
