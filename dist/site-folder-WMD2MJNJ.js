import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as Le,b as je,c as Ce,d as ee,e as ze,f as He,g as Ue,h as U}from"./chunk-WFGWSUNL.js";import{a as Ae,e as J,g as Ne,h as Z}from"./chunk-KVDBKCJC.js";import{a as Q,d as Pe}from"./chunk-PY47LFRV.js";import{a as we}from"./chunk-J2KTIJRT.js";import{b as Ie}from"./chunk-XNHHWG6G.js";import"./chunk-XWJS44P7.js";import{G as H,T as Re,U as Oe,W as Te,Y as Me,ba as Ee,d as xe,n as be,p as Se,qa as ve,s as $e,t as z,x as ke}from"./chunk-EO5ZR534.js";import"./chunk-SZQHY24X.js";import"./chunk-GDKNE7X3.js";import{a as $,b as P,d as ce}from"./chunk-VDXTSGOF.js";import{b as T,h as L,j as ue,k as fe,r as me,s as he,w as ge,y as j}from"./chunk-DN6JF5CW.js";import{F as ye,M as C,a as k,m as pe,x as K}from"./chunk-DEL6GHG7.js";import{d as O,h as de,j as X}from"./chunk-OYFFD2OV.js";import{c as N,g as v}from"./chunk-DULVAWOL.js";import{a}from"./chunk-3YLLLGKD.js";import{lstat as bn,mkdir as Sn,readFile as $n,rename as kn,rm as pt,writeFile as Rn}from"node:fs/promises";import{dirname as ie,join as b}from"node:path";var R=class{constructor(t){this.text=t}text;static{a(this,"Markup")}};function d(e,...t){let n=e.map((r,o)=>`${r}${ht(t[o]??null)}`);return new R(n.join(""))}a(d,"markup");function ht(e){return e===null?"":e instanceof R?e.text:typeof e=="number"?String(e):typeof e=="string"?ce($(e,gt)):e.map(({text:t})=>t).join("")}a(ht,"textOf");var gt=400;var yt={healthy:"#1a7f37",caution:"#9a6700",degraded:"#cf222e",unknown:"#57606a"},G=20,te=6,wt=6.5,xt=40;function Fe(e,{writtenAt:t}){let n=P($(e.label),xt),r=`${e.health} \xB7 ${je(t)}`,[o,s]=[Ge(n),Ge(r)];return d`<svg xmlns="http://www.w3.org/2000/svg" width="${o+s}" height="${G}" role="img" aria-label="${n}: ${r}">
<title>${n}: ${r}</title>
<clipPath id="r"><rect width="${o+s}" height="${G}" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#24292f" d="M0 0h${o}v${G}H0z"/><path fill="${yt[e.health]}" d="M${o} 0h${s}v${G}H${o}z"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${De(n,0,o)}${De(r,o,s)}</g>
</svg>
`}a(Fe,"badge");function Ge(e){return Math.max(1,Math.round(Array.from(e).length*wt))+2*te}a(Ge,"widthOf");function De(e,t,n){return d`<text x="${t+te}" y="14" textLength="${n-2*te}" lengthAdjust="spacingAndGlyphs">${e}</text>`}a(De,"text");var w=["degraded","caution","unknown","healthy"];function Ve(e,t){let n=[...St(e,t),...$t(e,t)],[r,...o]=n;return r===void 0?{health:"unknown",reason:ee(!1),messageId:null}:o.reduce((s,i)=>bt(i,s)?i:s,r)}a(Ve,"verdictOn");function bt(e,t){return w.indexOf(e.health)<w.indexOf(t.health)}a(bt,"isWorse");function St({problems:e,warnings:t},n){let[r]=e,[o]=t;return[...r===void 0?[]:[I("degraded",ze(r,e.length,n),"AE-UPSTREAM-FAILED")],...o===void 0?[]:[I("caution",He(o,t.length,n),null)]]}a(St,"upstreamVerdicts");function I(e,t,n){return{health:e,reason:t,messageId:n}}a(I,"verdict");function $t({rows:e,unresolved:t,hasLanded:n},r){return t!==null?[I("unknown",Ce[t],xe[t])]:e.length===0?[I(n?"healthy":"unknown",ee(n),null)]:[...e.map(o=>I(ne(o,n),U(o,e.length,r,n),ke(o,r))),...e.flatMap(o=>kt(o)??[])]}a($t,"ownVerdicts");function kt(e){return e.row.known.freshness.staleSince===null?null:I(Te(e)?"caution":"degraded",Ue(e.row.known.freshness),Me(e))}a(kt,"staleVerdict");function ne({row:e,result:t},n){switch(t?.outcome){case"failed":case"cancelled":case"blocked":return"degraded";case"timed-out":case"deferred":return"caution";case"refreshed":case"requested":return"healthy";case void 0:return Rt(e,n)}}a(ne,"healthOf");function Rt({decision:e,extract:t},n){return e.reason==="no-extract"?t.unrelated===null&&n?"healthy":"unknown":Ot[e.reason]}a(Rt,"plannedHealth");var Ot={"upstream-failed":"degraded",failing:"degraded","never-landed":"unknown","other-environment":"unknown","not-visible":"unknown","in-flight":"healthy",frozen:"healthy","up-to-date":"healthy","waiting-for-upstream":"healthy","build-after":"healthy","new-data":"healthy","first-refresh":"healthy",forced:"healthy"};var Tt=8,Mt=27,h={width:196,height:30,gapX:64,gapY:10},D=4,We=["nodes","datasources","workbooks","exposures"],re=class{static{a(this,"Graph")}boxes=new Map;arrows=new Map;box(t,n){return this.boxes.has(t)||this.boxes.set(t,n),t}edge(t,n){t!==n&&this.arrows.set(t,(this.arrows.get(t)??new Set).add(n))}};function F(e,t){let n=new re;for(let r of e)Et(n,r,t);return n.arrows.size===0?null:d`${At(n)}${zt(n)}`}a(F,"lineagePicture");function Et(e,t,n){let{id:r,label:o,health:s,rows:i}=t,l=e.box(`exposure ${r}`,{column:"exposures",label:o,health:s});i.length===0&&qe(e,t.nodes,l,n);let p=new Map(i.map(u=>[u.row.extract.key,vt(e,u,{exposure:l,label:o})])),c=new Set(i.flatMap(({row:u})=>u.extract.reads));for(let{row:u}of i){let{key:f,upstream:m}=u.extract,g=p.get(f)??l;c.has(f)||e.edge(g,l);let x=m.filter(({via:y})=>y===null||!p.has(y)).map(({node:y})=>y);qe(e,x,g,n),It(e,u,g)}}a(Et,"draw");function vt(e,t,{exposure:n,label:r}){let{key:o,lineage:s}=t.row.extract,{name:i,kind:l}=s.content;return l==="workbook"&&i.toLowerCase()===r.toLowerCase()?n:e.box(`extract ${o}`,{column:l==="workbook"?"workbooks":"datasources",label:i,health:ne(t,!0)})}a(vt,"extractBox");function qe(e,t,n,r){let o=t.slice(0,Tt);for(let i of o){let l=z(i,r);e.edge(e.box(`node ${i}`,{column:"nodes",label:l,health:"node"}),n)}let s=t.length-o.length;s!==0&&e.edge(e.box(`more ${n}`,{column:"nodes",label:`\u2026 ${s} more`,health:"node"}),n)}a(qe,"drawNodes");function It(e,t,n){for(let r of t.extract.reads){let o=`extract ${r}`,s=t.dataSources.get(r)?.name;e.boxes.has(o)?e.edge(o,n):s!==void 0&&e.edge(e.box(o,{column:"datasources",label:s,health:"node"}),n)}}a(It,"drawDataSources");function At(e){let t=We.map(f=>Nt(e,f)).filter(f=>f.length>0),{routes:n,rows:r}=Pt(e,t),o=r.reduce((f,m)=>Math.max(f,m.length),0),s=Lt(n,r,o),i=t.length*(h.width+h.gapX)-h.gapX+2*D,l=o*(h.height+h.gapY)-h.gapY+2*D,p=a(f=>s.get(f)??{x:0,y:0},"at"),c=n.map(f=>Ct(f.map(p))),u=[...e.boxes].map(([f,m])=>Ut(m,p(f)));return d`<svg class="lineage ${t.length>2?"wide":"narrow"}" width="${i}" height="${l}" viewBox="0 0 ${i} ${l}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${c}${u}</svg>`}a(At,"pictureOf");function Nt({boxes:e},t){return[...e].flatMap(([n,r])=>r.column===t?[n]:[])}a(Nt,"keysIn");function Pt({arrows:e},t){let n=new Map(t.flatMap((s,i)=>s.map(l=>[l,i]))),r=t.map(s=>new Set(s));return{routes:[...e].flatMap(([s,i])=>[...i].map(l=>{let p=(n.get(s)??0)+1,u=r.slice(p,n.get(l)).map((f,m)=>{let g=`way ${p+m} ${l}`;return f.add(g),g});return[s,...u,l]})),rows:r.map(s=>[...s])}}a(Pt,"routesOf");function Lt(e,t,n){let r=new Map,o=new Map,s=new Map;for(let p of e)for(let[c,u]of p.slice(1).entries())k(o,p[c]??"",u),k(s,u,p[c]??"");let i=a((p,c)=>{let u=t[c]??[],f=D+c*(h.width+h.gapX),m=D+(n-u.length)*(h.height+h.gapY)/2,g=a(y=>jt((p.get(y)??[]).flatMap(E=>r.get(E)?.y??[])),"middle"),x=u.map(y=>({key:y,y:g(y)})).sort((y,E)=>y.y-E.y);for(let[y,{key:E}]of x.entries())r.set(E,{x:f,y:m+y*(h.height+h.gapY)})},"place"),l=[...t.keys()].reverse();for(let p of l)i(o,p);for(let p of t.keys())p>0&&i(s,p);for(let p of l)p<t.length-1&&i(o,p);return r}a(Lt,"placesOf");function jt(e){return e.length===0?0:e.reduce((t,n)=>t+n,0)/e.length}a(jt,"mean");function Ct(e){let t=e.slice(1).map((n,r)=>{let o=e[r]??n,[s,i]=[o.x+h.width,o.y+h.height/2],[l,p]=[n.x,n.y+h.height/2],c=Math.min(h.gapX,l-s)/2;return d`${r===0?"M":"L"}${s} ${i}C${s+c} ${i} ${l-c} ${p} ${l} ${p}`});return d`<path d="${new R(t.map(({text:n})=>n).join(""))}"/>`}a(Ct,"arrow");function zt({boxes:e,arrows:t}){let n=a(o=>e.get(o)?.label??"","labelOf"),r=We.flatMap(o=>[...e].flatMap(([s,i])=>{let l=[...t].flatMap(([p,c])=>c.has(s)?[n(p)]:[]);return i.column!==o||l.length===0?[]:[d`<p><strong>${i.label}</strong> reads ${l.join(", ")}</p>`]}));return d`<div class="edges">${r}</div>`}a(zt,"listOf");var Ht={healthy:"\u2713",caution:"!",degraded:"\u2715",unknown:"?",node:""};function Ut({label:e,health:t,column:n},{x:r,y:o}){let s=n==="exposures"?h.height/2:4,i=`${Ht[t]} ${e}`;return d`<g class="${t}"><title>${i}</title><rect x="${r}" y="${o}" width="${h.width}" height="${h.height}" rx="${s}"/><text x="${r+10}" y="${o+20}">${P($(i),Mt)}</text></g>`}a(Ut,"boxMarkup");import{createHash as Gt}from"node:crypto";var V=`(() => {
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
})()`;var q=`:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--card:#f6f8fa;--link:#0550ae;--healthy:#116329;--healthy-bg:#dafbe1;--caution:#7d4e00;--caution-bg:#fff8c5;--degraded:#a40e26;--degraded-bg:#ffebe9;--unknown:#424a53;--unknown-bg:#eaeef2}
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
@media(max-width:719px){.wide{display:none}.wide+.edges{display:block}}
.lineage rect{fill:var(--b,var(--bg));stroke:var(--c,var(--soft))}
.lineage text{fill:var(--c,var(--fg));font-size:13px}
.lineage path{fill:none;stroke:var(--soft);stroke-width:1.2}
@media(min-width:720px){.list li{grid-template-columns:minmax(180px,2fr) 128px 4fr;align-items:baseline}.list .why{grid-column:auto}}`,Be=`
.filter{display:flex;flex-wrap:wrap;gap:6px 14px;margin:12px 0;padding:0;border:0}
.filter label{display:flex;gap:5px;align-items:center}
#search{font:inherit;width:100%;max-width:420px;padding:6px 10px;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
summary{cursor:pointer;font-weight:600;padding:6px 0}
summary h2{display:inline;margin:0}
body:has(#only-degraded:checked) .list li:not(.degraded),body:has(#only-caution:checked) .list li:not(.caution),body:has(#only-unknown:checked) .list li:not(.unknown),body:has(#only-healthy:checked) .list li:not(.healthy){display:none}
body:has(#only-degraded:checked) details:not(.has-degraded),body:has(#only-caution:checked) details:not(.has-caution),body:has(#only-unknown:checked) details:not(.has-unknown),body:has(#only-healthy:checked) details:not(.has-healthy){display:none}
@media print{.filter,#search{display:none}}`;function oe(e,t){let n=["default-src 'none'",`style-src '${Ye(e)}'`,`script-src '${Ye(t)}'`,"base-uri 'none'","form-action 'none'"];return{style:e,script:t,policy:n.join("; ")}}a(oe,"lookOf");function Ye(e){return`sha256-${Gt("sha256").update(e).digest("base64")}`}a(Ye,"hashOf");var Dt=oe(q,V);function W({title:e,period:t,header:n,main:r,footer:o},s=Dt){let{writtenAt:i,oldAfter:l}=t;return d`<!doctype html>
<html lang="en" data-written-at="${O(i)}" data-old-after="${O(l)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${s.policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<style>${new R(s.style)}</style>
</head>
<body>
<div id="old" role="status" hidden></div>
<header>
${n}
</header>
<main>
${r}
</main>
<footer>
<p>Written ${M(i)}${Ft(t)}. By <a href="https://github.com/active-exposures/active-exposures" rel="noreferrer">Active Exposures</a>.</p>
${o}
</footer>
<script>${new R(s.script)}</script>
</body>
</html>
`.text}a(W,"pageText");function Ft({nextRunAt:e,writtenAt:t}){return e===null||e<=t?d``:d`; the next scheduled run: ${M(e,"without age")}`}a(Ft,"nextText");function M(e,t="with age"){let n=O(e),r=d`<time datetime="${n}">${Le(e)}</time>`;return t==="with age"?d`${r} <span class="soft" data-then="${n}"></span>`:r}a(M,"instant");var Vt=50;function Je(e,{names:t},n){return W({title:`${e.health}: ${e.label}`,period:n,header:d`<h1>${e.label}</h1>
<span class="pill ${e.health}">${e.health}</span>`,main:d`<p class="reason">${e.reason}</p>
<dl>
${Xe("Last refresh",e.lastRefreshedAt)}${Xe("Shows data of",e.newestDataAt)}${Ke("Fresh until",e.freshUntil)}${Ke("Not before",e.notBefore)}${qt(e)}</dl>
${Wt(e,{names:t,now:n.writtenAt})}
${Bt(e,t)}
${Yt(e,t)}`,footer:d`<p><a href="../index.html">All exposures</a> · <a href="${e.fileName}.svg">Badge</a> · <a href="${e.fileName}.json">JSON</a> · dbt exposure <code>${e.name}</code></p>`})}a(Je,"exposurePage");function Xe(e,t){return d`<dt>${e}</dt><dd>${t===null?"not known to this action":M(t)}</dd>
`}a(Xe,"fact");function Ke(e,t){return t===null?null:d`<dt>${e}</dt><dd>${M(t,"without age")}</dd>
`}a(Ke,"date");function qt({owners:e}){return e.length===0?null:d`<dt>${e.length===1?"Owner":"Owners"}</dt><dd>${e.join(", ")}</dd>
`}a(qt,"owners");function Wt({rows:e},t){return e.length<2?null:d`<h2>What Tableau refreshes</h2>
<ul class="list">
${e.map(n=>_t(n,t))}</ul>`}a(Wt,"extractsMarkup");function _t(e,t){let{name:n,kind:r}=e.row.extract.lineage.content,o=H(e);return d`<li><span>${n}</span> <span class="soft">${Se[r]}</span> <span class="why">${U(e,1,t)}${o===null?null:d` Last refresh: ${M(o,"without age")}.`}</span></li>
`}a(_t,"extractMarkup");function Bt({nodes:e},t){if(e.length===0)return null;let n=e.slice(0,Vt).map(o=>d`<li>${z(o,t)}</li>
`),r=e.length-n.length;return d`<h2>What it reads</h2>
<ul>
${n}${r===0?null:d`<li>… and ${r} more</li>`}</ul>`}a(Bt,"nodesMarkup");function Yt(e,t){let n=F([e],t);return n===null?null:d`<h2>Lineage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${n}</div>`}a(Yt,"lineageMarkup");var Xt=12,Ze=100,Kt=100,Jt=oe(q+Be,V+_e);function Qe({all:e,names:t},n){let r=e.slice(0,Xt),o=F(r,t),s={title:"Exposures",period:n,header:d`<h1>Exposures</h1>
<p class="soft">How fresh and sound the data behind each dashboard is.</p>`,main:d`${Zt(e)}
<p hidden><label for="search">Search</label><br><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
${e.length>Ze?en(e):null}${Qt(e).map(i=>tn(i,e.length<=Ze))}
${o===null?null:nn(o,r.length,e.length)}`,footer:d``};return W(s,Jt)}a(Qe,"overviewPage");function Zt(e){let t=w.map(n=>({health:n,count:e.filter(r=>r.health===n).length})).filter(({count:n})=>n>0);return d`<fieldset class="filter"><legend class="soft">Show</legend>
<label><input type="radio" name="only" id="only-all" checked> all ${e.length}</label>
${t.map(({health:n,count:r})=>d`<label><input type="radio" name="only" id="only-${n}"> <span class="pill ${n}">${n}</span> ${r}</label>
`)}</fieldset>`}a(Zt,"filter");function Qt(e){let t=new Map;for(let o of e)k(t,o.group,o);let n=[...t].flatMap(([o,s])=>o===null?[]:[{name:o,tiles:s}]),r=t.get(null)??[];return n.sort((o,s)=>C(o.name,s.name)),r.length===0?n:[...n,{name:"Without a place in Tableau",tiles:r}]}a(Qt,"groupsOf");function en(e){let t=e.filter(({health:o})=>o==="degraded"||o==="caution");if(t.length===0)return null;let n=t.slice(0,Kt),r=t.length-n.length;return d`<details class="attention ${et(ae(n))}" open>
<summary><h2>Needs attention</h2> <span class="soft">${tt(t,ae(t))}</span></summary>
<ul class="list">
${n.map(nt)}</ul>
${r===0?null:d`<p class="soft">… and ${r} more, below.</p>`}</details>
`}a(en,"attentionMarkup");function tn({name:e,tiles:t},n){let r=ae(t);return d`<details class="group ${et(r)}"${n?d` open`:null}>
<summary><h2>${e}</h2> <span class="soft">${tt(t,r)}</span></summary>
<ul class="list">
${t.map(nt)}</ul>
</details>
`}a(tn,"groupMarkup");function ae(e){return w.filter(t=>e.some(n=>n.health===t))}a(ae,"signalsOf");function et(e){return e.map(t=>`has-${t}`).join(" ")}a(et,"classesOf");function tt(e,t){return t.map(n=>`${e.filter(r=>r.health===n).length} ${n}`).join(", ")}a(tt,"countText");function nt({health:e,fileName:t,label:n,reason:r,lastRefreshedAt:o}){let s=o===null?null:d` Last refresh: ${M(o,"without age")}.`;return d`<li class="${e}"><a href="exposures/${t}.html">${n}</a> <span><span class="pill">${e}</span></span> <span class="why">${r}${s}</span></li>
`}a(nt,"itemMarkup");function nn(e,t,n){let r=t===n?d``:d`<p class="soft">The ${t} of ${n} exposures that come first by health. The page of each exposure shows its own lineage.</p>`;return d`<h2>Lineage</h2>
${r}
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${e}</div>`}a(nn,"lineageMarkup");function rt(e,t){let n=t===null?e+936e5:Math.max(t,e)+144e5;return{writtenAt:e,oldAfter:n,nextRunAt:t}}a(rt,"periodOf");var _=j.datetime().nullable(),se="1.0",Lr=fe({version:he(se).describe("Version of this schema"),exposure:T().describe("Name of the dbt exposure"),label:T().describe("Its label, else its name"),health:me(w).describe("dbt's four states of an exposure"),reason:T().describe("Why, in one sentence"),messageId:ge(["AE-",T()]).nullable().describe("Stable id of the message, listed with its remedy in docs/messages.md"),lastRefreshedAt:_.describe("When the newest successful refresh of its oldest extract was requested, or when Tableau finished it if this action did not request it"),newestDataAt:_.describe("When the newest data that it shows landed in dbt"),freshUntil:_.describe("When that data is older than stale_after promises; null if nothing is promised"),notBefore:_.describe("Nothing of it is refreshed before this instant; null if nothing holds it"),owners:L(T()).describe("Names of its owners; empty without site-owners"),writtenAt:j.datetime().describe("The end of the run that wrote this file"),oldAfter:j.datetime().describe("A newer file was due by then: what this one says may no longer be true")}).describe("The health of one dbt exposure");var ot=400;function at(e,{writtenAt:t,oldAfter:n}){let r={version:se,exposure:$(e.name,ot),label:$(e.label,ot),health:e.health,reason:e.reason,messageId:e.messageId,lastRefreshedAt:B(e.lastRefreshedAt),newestDataAt:B(e.newestDataAt),freshUntil:B(e.freshUntil),notBefore:B(e.notBefore),owners:[...e.owners],writtenAt:O(t),oldAfter:O(n)};return`${JSON.stringify(r,null,2)}
`}a(at,"tileJson");function B(e){return e===null?null:O(e)}a(B,"isoOrNull");import{createHash as on}from"node:crypto";var an=/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/,sn=/^(?:con|prn|aux|nul|com\d|lpt\d)$/i,ln=60,dn=/-[0-9a-f]{10}$/i;function st(e){let t=new Map;for(let{id:r,name:o}of e)k(t,o.toLowerCase(),r);let n=a(r=>(t.get(r.toLowerCase())?.length??0)>1,"isTaken");return new Map(e.map(({id:r,name:o})=>[r,cn(o)&&!n(o)?o:pn(r,o)]))}a(st,"fileNames");function cn(e){return an.test(e)&&!sn.test(e)&&!dn.test(e)}a(cn,"isClean");function pn(e,t){let n=t.slice(0,1e3).normalize("NFKD").replace(new RegExp("\\p{M}+","gu"),"").replace(/[^A-Za-z0-9]+/g,"-").slice(0,ln).replace(/^-+|-+$/g,"").toLowerCase(),r=on("sha256").update(e).digest("hex").slice(0,10);return`${n===""?"exposure":n}-${r}`}a(pn,"hashed");function it(e){let{report:t,exposures:n}=e,r=[...t.rows,...e.unselected.map(c=>({row:c,result:null}))],o=new Map;for(let c of r)for(let{uniqueId:u}of c.row.extract.exposures)k(o,u,c);let s=un(e,r),i=st(n.map(({uniqueId:c,name:u})=>({id:c,name:u}))),l={source:e,context:s,owners:new Re(t.owned),unresolved:fn(t)};return{all:n.map(c=>hn(c,o.get(c.uniqueId)??[],i.get(c.uniqueId)??"",l)).sort(mn),names:s.names}}a(it,"tilesOf");function un(e,t){let{health:n,warnings:r,exposures:o,report:s}=e,i=[n,r].flatMap(({statuses:c,jointTests:u})=>[...[...c.values()].flatMap(({problems:f})=>f),...u.map(({problem:f})=>f)]),l=[...o.flatMap(({upstream:c})=>c),...i.map(({node:c})=>c)],p=$e(t.map(({row:c})=>c),l);return{now:s.run.endedAt,names:p}}a(un,"wordingContextOf");function fn({unresolved:e}){return new Map(e.map(({exposure:t,uniqueId:n,reason:r})=>[n??t,r]))}a(fn,"unresolvedReasons");function mn(e,t){return w.indexOf(e.health)-w.indexOf(t.health)||C(e.label,t.label)}a(mn,"worstFirst");function hn(e,t,n,{source:r,context:o,owners:s,unresolved:i}){let{health:l,warnings:p,report:c,requests:u,showOwners:f}=r,m=t.map(S=>be(gn(e,S,r))),g=[...new Set(m.flatMap(({row:S})=>S.extract.upstream.map(({node:mt})=>mt)))],x=g.length>0?g:e.upstream,y=x.flatMap(S=>l.statuses.get(S)?.landedAt??[]),E=[...m.map(H),...(m.length>0?[]:e.extracts).map(S=>K(u.get(S))?.requestedAt??null)];return{...Ve({rows:m,problems:J(x,l),warnings:J(x,p),hasLanded:y.length>0,unresolved:i.get(e.uniqueId)??i.get(e.name)??null},o),id:e.uniqueId,fileName:n,name:e.name,label:e.label??e.name,group:m[0]?.row.extract.lineage.content.project??null,lastRefreshedAt:Y(E),newestDataAt:m.length===0?y.reduce(X,null):Y(m.map(yn)),freshUntil:Y(m.map(wn)),notBefore:Y(t.map(S=>Ee(S,c.mode,c.run.endedAt))),owners:f?Oe(s.of([e])):[],rows:m,nodes:x}}a(hn,"tileOf");function gn({uniqueId:e},{row:t,result:n},{report:r,requests:o,policy:s}){let{key:i,lineage:l}=t.extract,p=K(o.get(i)),c=p!==null&&!ye(l.extractUpdatedAt,p),u=Ae(e,t,{policy:s,now:r.run.endedAt});return{row:{...t,lastRefreshedAt:c?t.lastRefreshedAt:X(t.lastRefreshedAt,l.extractUpdatedAt),known:{...t.known,freshness:u}},result:n}}a(gn,"rowFor");function yn({row:{known:e,decision:t}}){return t.reason==="no-extract"?e.newest?.at??null:e.freshness.newestDataAt}a(yn,"newestDataOf");function wn({row:e}){let{newestDataAt:t,promised:n}=e.known.freshness;return t===null||n===null?null:t+n}a(wn,"freshUntilOf");function Y(e){let t=e.filter(n=>n!==null);return t.length===0?null:de(t)}a(Y,"earliestKnown");var A="exposures";function lt(e){let t=it(e),n=rt(e.report.run.endedAt,e.nextRunAt),r=a(o=>t.all.filter(s=>s.health===o).length,"count");return{files:[...t.all.flatMap(o=>xn(o,t,n)),{path:"index.html",content:a(()=>Qe(t,n),"content")}],counts:Object.fromEntries(w.map(o=>[o,r(o)]))}}a(lt,"siteOf");function xn(e,t,n){let r=`${A}/${e.fileName}`;return[{path:`${r}.html`,content:a(()=>Je(e,t,n),"content")},{path:`${r}.svg`,content:a(()=>Fe(e,n).text,"content")},{path:`${r}.json`,content:a(()=>at(e,n),"content")}]}a(xn,"filesOf");async function Eo(e,t,{state:n,workspace:r}){try{let o=lt(Tn(e,t,n)),s=await In(e.folder,r,o.files);return{siteFolder:s,line:On(s,o)}}catch(o){if(!(o instanceof v))throw o;return{notices:[o.explanation]}}}a(Eo,"writeSite");function On(e,{counts:t}){let n=Object.entries(t).flatMap(([r,o])=>o===0?[]:`${o} ${r}`);return`Site in ${e}: ${n.join(", ")||"no exposures"}`}a(On,"lineOf");function Tn({project:e,resolved:t,input:n,showOwners:r},o,{nodes:s,requests:i}){let l=[...Mn(e),...En(t)],p=[...t.extracts,...t.others].flatMap(({upstream:g})=>g.map(({node:x})=>x)),c=new Set([...l.flatMap(({upstream:g})=>g),...p]),u=Z(c,e,s),{statuses:f,jointTests:m}=u;return{report:o,unselected:t.others.map(g=>Ne({...n,requests:i,nodes:f,jointTests:m},g)),exposures:l,health:u,warnings:Z(c,e,s,Ie),requests:i,policy:n.policy,nextRunAt:n.nextSlot,showOwners:r}}a(Tn,"sourceOf");function Mn(e){return e.exposures.map(({id:t,name:n,label:r,owner:o,dependsOn:s})=>({uniqueId:t,name:n,label:r,owner:o,upstream:pe(s,e),extracts:[]}))}a(Mn,"declaredOnes");function En({discovery:e}){return ve(e,{found:[],linkedContent:[]}).map(({exposure:t,extracts:n=[]})=>({...t,extracts:n}))}a(En,"discoveredOnes");var le="active-exposures-site.json",ut=new RegExp(String.raw`^${A}/[\w-]+\.(?:html|svg|json)$`),vn=ue({files:L(T())}).transform(({files:e})=>e.filter(t=>ut.test(t)));async function In(e,t,n){let r=await Q(dt,b(e,"index.html"),t),o=ie(r.shown);if(o===".")throw new v(N("AE-SITE-FOLDER-WORKSPACE"));try{return await Sn(b(ie(r.path),A),{recursive:!0}),await Q(dt,b(e,A,"index.html"),t),await An(ie(r.path),o,n),o}catch(s){throw s instanceof v?s:new v(N("AE-SITE-NOT-WRITTEN",{folder:o,why:Pe(s)}))}}a(In,"writeSiteFiles");var dt="site-folder";async function An(e,t,n){let r=await Nn(e),o=n.map(({path:l})=>l),s=await Pn(e,o.filter(l=>!r.has(l)));if(s!==null)throw new v(N("AE-SITE-FOLDER-FOREIGN",{folder:t,file:s}));await ct(e,[...r,...o]);for(let{path:l,content:p}of n)await ft(b(e,l),p());let i=new Set(o);for(let l of r)i.has(l)||await pt(b(e,l),{force:!0});await ct(e,o)}a(An,"writeAll");async function Nn(e){let t=await $n(b(e,le),"utf8").catch(()=>""),n=vn.safeParse(we(t)).data;return new Set(n===void 0?[]:["index.html",...n])}a(Nn,"filesBefore");async function ct(e,t){let n=[...new Set(t)].filter(o=>ut.test(o)),r=`${le}.half`;await ft(b(e,r),`${JSON.stringify({files:n},null,1)}
`),await kn(b(e,r),b(e,le))}a(ct,"writeList");async function Pn(e,t){for(let n of t)if(await bn(b(e,n)).then(()=>!0,()=>!1))return n;return null}a(Pn,"firstThatExists");async function ft(e,t){await pt(e,{force:!0}),await Rn(e,t,{flag:"wx"})}a(ft,"replace");export{Eo as writeSite,In as writeSiteFiles};
