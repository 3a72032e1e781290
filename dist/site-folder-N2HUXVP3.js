import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{a as Pe,b as Le,c as je,d as Q,e as Ce,f as ze,g as He,h as H}from"./chunk-K4RGNUT4.js";import{b as Ie,f as K,h as Ae,i as J}from"./chunk-E4GFBHIS.js";import{a as Z,d as Ne}from"./chunk-YJO7YVXO.js";import{a as ye}from"./chunk-FYC7RRIG.js";import{b as ve}from"./chunk-6RZUYBBG.js";import"./chunk-KGBHU7EQ.js";import{G as z,T as ke,U as Re,W as Oe,Y as Te,d as we,da as Me,i as xe,l as be,m as C,sa as Ee,v as Se,x as $e}from"./chunk-4RUSIX3Q.js";import"./chunk-JZJQUX6Z.js";import"./chunk-PYDP6R2C.js";import{a as S,b as N,d as de}from"./chunk-LVU6RWIH.js";import{b as O,h as P,j as pe,k as ue,r as fe,s as me,w as he,y as L}from"./chunk-IBZQQVID.js";import{F as ge,M as j,a as $,m as ce,x as X}from"./chunk-C2ZQANQT.js";import{d as R,h as le,j as Y}from"./chunk-SVJFEJ64.js";import{c as A,g as E}from"./chunk-EJN42L47.js";import"./chunk-M5J3K2LG.js";import{lstat as xn,mkdir as bn,readFile as Sn,rename as $n,rm as ct,writeFile as kn}from"node:fs/promises";import{dirname as se,join as x}from"node:path";var k=class{constructor(t){this.text=t}text};function l(e,...t){let n=e.map((r,o)=>`${r}${mt(t[o]??null)}`);return new k(n.join(""))}function mt(e){return e===null?"":e instanceof k?e.text:typeof e=="number"?String(e):typeof e=="string"?de(S(e,ht)):e.map(({text:t})=>t).join("")}var ht=400;var gt={healthy:"#1a7f37",caution:"#9a6700",degraded:"#cf222e",unknown:"#57606a"},U=20,ee=6,yt=6.5,wt=40;function De(e,{writtenAt:t}){let n=N(S(e.label),wt),r=`${e.health} \xB7 ${Le(t)}`,[o,a]=[Ue(n),Ue(r)];return l`<svg xmlns="http://www.w3.org/2000/svg" width="${o+a}" height="${U}" role="img" aria-label="${n}: ${r}">
<title>${n}: ${r}</title>
<clipPath id="r"><rect width="${o+a}" height="${U}" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#24292f" d="M0 0h${o}v${U}H0z"/><path fill="${gt[e.health]}" d="M${o} 0h${a}v${U}H${o}z"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${Ge(n,0,o)}${Ge(r,o,a)}</g>
</svg>
`}function Ue(e){return Math.max(1,Math.round(Array.from(e).length*yt))+2*ee}function Ge(e,t,n){return l`<text x="${t+ee}" y="14" textLength="${n-2*ee}" lengthAdjust="spacingAndGlyphs">${e}</text>`}var y=["degraded","caution","unknown","healthy"];function Fe(e,t){let n=[...bt(e,t),...St(e,t)],[r,...o]=n;return r===void 0?{health:"unknown",reason:Q(!1),messageId:null}:o.reduce((a,s)=>xt(s,a)?s:a,r)}function xt(e,t){return y.indexOf(e.health)<y.indexOf(t.health)}function bt({problems:e,warnings:t},n){let[r]=e,[o]=t;return[...r===void 0?[]:[v("degraded",Ce(r,e.length,n),"AE-UPSTREAM-FAILED")],...o===void 0?[]:[v("caution",ze(o,t.length,n),null)]]}function v(e,t,n){return{health:e,reason:t,messageId:n}}function St({rows:e,unresolved:t,hasLanded:n},r){return t!==null?[v("unknown",je[t],we[t])]:e.length===0?[v(n?"healthy":"unknown",Q(n),null)]:[...e.map(o=>v(te(o,n),H(o,e.length,r,n),$e(o,r))),...e.flatMap(o=>$t(o)??[])]}function $t(e){return e.row.known.freshness.staleSince===null?null:v(Oe(e)?"caution":"degraded",He(e.row.known.freshness),Te(e))}function te({row:e,result:t},n){switch(t?.outcome){case"failed":case"cancelled":case"blocked":return"degraded";case"timed-out":case"deferred":return"caution";case"refreshed":case"requested":return"healthy";case void 0:return kt(e,n)}}function kt({decision:e,extract:t},n){return e.reason==="no-extract"?t.unrelated===null&&n?"healthy":"unknown":Rt[e.reason]}var Rt={"upstream-failed":"degraded",failing:"degraded","never-landed":"unknown","other-environment":"unknown","not-visible":"unknown","in-flight":"healthy",frozen:"healthy","up-to-date":"healthy","waiting-for-upstream":"healthy","build-after":"healthy","new-data":"healthy","first-refresh":"healthy",forced:"healthy"};var Ot=8,Tt=27,m={width:196,height:30,gapX:64,gapY:10},G=4,qe=["nodes","datasources","workbooks","exposures"],ne=class{boxes=new Map;arrows=new Map;box(t,n){return this.boxes.has(t)||this.boxes.set(t,n),t}edge(t,n){t!==n&&this.arrows.set(t,(this.arrows.get(t)??new Set).add(n))}};function D(e,t){let n=new ne;for(let r of e)Mt(n,r,t);return n.arrows.size===0?null:l`${It(n)}${Ct(n)}`}function Mt(e,t,n){let{id:r,label:o,health:a,rows:s}=t,i=e.box(`exposure ${r}`,{column:"exposures",label:o,health:a});s.length===0&&Ve(e,t.nodes,i,n);let c=new Map(s.map(p=>[p.row.extract.key,Et(e,p,{exposure:i,label:o})])),d=new Set(s.flatMap(({row:p})=>p.extract.reads));for(let{row:p}of s){let{key:u,upstream:f}=p.extract,h=c.get(u)??i;d.has(u)||e.edge(h,i);let w=f.filter(({via:g})=>g===null||!c.has(g)).map(({node:g})=>g);Ve(e,w,h,n),vt(e,p,h)}}function Et(e,t,{exposure:n,label:r}){let{key:o,lineage:a}=t.row.extract,{name:s,kind:i}=a.content;return i==="workbook"&&s.toLowerCase()===r.toLowerCase()?n:e.box(`extract ${o}`,{column:i==="workbook"?"workbooks":"datasources",label:s,health:te(t,!0)})}function Ve(e,t,n,r){let o=t.slice(0,Ot);for(let s of o){let i=C(s,r);e.edge(e.box(`node ${s}`,{column:"nodes",label:i,health:"node"}),n)}let a=t.length-o.length;a!==0&&e.edge(e.box(`more ${n}`,{column:"nodes",label:`\u2026 ${a} more`,health:"node"}),n)}function vt(e,t,n){for(let r of t.extract.reads){let o=`extract ${r}`,a=t.dataSources.get(r)?.name;e.boxes.has(o)?e.edge(o,n):a!==void 0&&e.edge(e.box(o,{column:"datasources",label:a,health:"node"}),n)}}function It(e){let t=qe.map(u=>At(e,u)).filter(u=>u.length>0),{routes:n,rows:r}=Nt(e,t),o=r.reduce((u,f)=>Math.max(u,f.length),0),a=Pt(n,r,o),s=t.length*(m.width+m.gapX)-m.gapX+2*G,i=o*(m.height+m.gapY)-m.gapY+2*G,c=u=>a.get(u)??{x:0,y:0},d=n.map(u=>jt(u.map(c))),p=[...e.boxes].map(([u,f])=>Ht(f,c(u)));return l`<svg class="lineage ${t.length>2?"wide":"narrow"}" width="${s}" height="${i}" viewBox="0 0 ${s} ${i}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${d}${p}</svg>`}function At({boxes:e},t){return[...e].flatMap(([n,r])=>r.column===t?[n]:[])}function Nt({arrows:e},t){let n=new Map(t.flatMap((a,s)=>a.map(i=>[i,s]))),r=t.map(a=>new Set(a));return{routes:[...e].flatMap(([a,s])=>[...s].map(i=>{let c=(n.get(a)??0)+1,p=r.slice(c,n.get(i)).map((u,f)=>{let h=`way ${c+f} ${i}`;return u.add(h),h});return[a,...p,i]})),rows:r.map(a=>[...a])}}function Pt(e,t,n){let r=new Map,o=new Map,a=new Map;for(let c of e)for(let[d,p]of c.slice(1).entries())$(o,c[d]??"",p),$(a,p,c[d]??"");let s=(c,d)=>{let p=t[d]??[],u=G+d*(m.width+m.gapX),f=G+(n-p.length)*(m.height+m.gapY)/2,h=g=>Lt((c.get(g)??[]).flatMap(M=>r.get(M)?.y??[])),w=p.map(g=>({key:g,y:h(g)})).sort((g,M)=>g.y-M.y);for(let[g,{key:M}]of w.entries())r.set(M,{x:u,y:f+g*(m.height+m.gapY)})},i=[...t.keys()].reverse();for(let c of i)s(o,c);for(let c of t.keys())c>0&&s(a,c);for(let c of i)c<t.length-1&&s(o,c);return r}function Lt(e){return e.length===0?0:e.reduce((t,n)=>t+n,0)/e.length}function jt(e){let t=e.slice(1).map((n,r)=>{let o=e[r]??n,[a,s]=[o.x+m.width,o.y+m.height/2],[i,c]=[n.x,n.y+m.height/2],d=Math.min(m.gapX,i-a)/2;return l`${r===0?"M":"L"}${a} ${s}C${a+d} ${s} ${i-d} ${c} ${i} ${c}`});return l`<path d="${new k(t.map(({text:n})=>n).join(""))}"/>`}function Ct({boxes:e,arrows:t}){let n=o=>e.get(o)?.label??"",r=qe.flatMap(o=>[...e].flatMap(([a,s])=>{let i=[...t].flatMap(([c,d])=>d.has(a)?[n(c)]:[]);return s.column!==o||i.length===0?[]:[l`<p><strong>${s.label}</strong> reads ${i.join(", ")}</p>`]}));return l`<div class="edges">${r}</div>`}var zt={healthy:"\u2713",caution:"!",degraded:"\u2715",unknown:"?",node:""};function Ht({label:e,health:t,column:n},{x:r,y:o}){let a=n==="exposures"?m.height/2:4,s=`${zt[t]} ${e}`;return l`<g class="${t}"><title>${s}</title><rect x="${r}" y="${o}" width="${m.width}" height="${m.height}" rx="${a}"/><text x="${r+10}" y="${o+20}">${N(S(s),Tt)}</text></g>`}import{createHash as Ut}from"node:crypto";var F=`(() => {
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
})()`,We=`
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
@media(max-width:719px){.wide{display:none}.wide+.edges{display:block}}
.lineage rect{fill:var(--b,var(--bg));stroke:var(--c,var(--soft))}
.lineage text{fill:var(--c,var(--fg));font-size:13px}
.lineage path{fill:none;stroke:var(--soft);stroke-width:1.2}
@media(min-width:720px){.list li{grid-template-columns:minmax(180px,2fr) 128px 4fr;align-items:baseline}.list .why{grid-column:auto}}`,_e=`
.filter{display:flex;flex-wrap:wrap;gap:6px 14px;margin:12px 0;padding:0;border:0}
.filter label{display:flex;gap:5px;align-items:center}
#search{font:inherit;width:100%;max-width:420px;padding:6px 10px;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
summary{cursor:pointer;font-weight:600;padding:6px 0}
summary h2{display:inline;margin:0}
body:has(#only-degraded:checked) .list li:not(.degraded),body:has(#only-caution:checked) .list li:not(.caution),body:has(#only-unknown:checked) .list li:not(.unknown),body:has(#only-healthy:checked) .list li:not(.healthy){display:none}
body:has(#only-degraded:checked) details:not(.has-degraded),body:has(#only-caution:checked) details:not(.has-caution),body:has(#only-unknown:checked) details:not(.has-unknown),body:has(#only-healthy:checked) details:not(.has-healthy){display:none}
@media print{.filter,#search{display:none}}`;function re(e,t){let n=["default-src 'none'",`style-src '${Be(e)}'`,`script-src '${Be(t)}'`,"base-uri 'none'","form-action 'none'"];return{style:e,script:t,policy:n.join("; ")}}function Be(e){return`sha256-${Ut("sha256").update(e).digest("base64")}`}var Gt=re(V,F);function q({title:e,period:t,header:n,main:r,footer:o},a=Gt){let{writtenAt:s,oldAfter:i}=t;return l`<!doctype html>
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
${r}
</main>
<footer>
<p>Written ${T(s)}${Dt(t)}. By <a href="https://github.com/active-exposures/active-exposures" rel="noreferrer">Active Exposures</a>.</p>
${o}
</footer>
<script>${new k(a.script)}</script>
</body>
</html>
`.text}function Dt({nextRunAt:e,writtenAt:t}){return e===null||e<=t?l``:l`; the next scheduled run: ${T(e,"without age")}`}function T(e,t="with age"){let n=R(e),r=l`<time datetime="${n}">${Pe(e)}</time>`;return t==="with age"?l`${r} <span class="soft" data-then="${n}"></span>`:r}var Ft=50;function Ke(e,{names:t},n){return q({title:`${e.health}: ${e.label}`,period:n,header:l`<h1>${e.label}</h1>
<span class="pill ${e.health}">${e.health}</span>`,main:l`<p class="reason">${e.reason}</p>
<dl>
${Ye("Last refresh",e.lastRefreshedAt)}${Ye("Shows data of",e.newestDataAt)}${Xe("Fresh until",e.freshUntil)}${Xe("Not before",e.notBefore)}${Vt(e)}</dl>
${qt(e,{names:t,now:n.writtenAt})}
${_t(e,t)}
${Bt(e,t)}`,footer:l`<p><a href="../index.html">All exposures</a> · <a href="${e.fileName}.svg">Badge</a> · <a href="${e.fileName}.json">JSON</a> · dbt exposure <code>${e.name}</code></p>`})}function Ye(e,t){return l`<dt>${e}</dt><dd>${t===null?"not known to this action":T(t)}</dd>
`}function Xe(e,t){return t===null?null:l`<dt>${e}</dt><dd>${T(t,"without age")}</dd>
`}function Vt({owners:e}){return e.length===0?null:l`<dt>${e.length===1?"Owner":"Owners"}</dt><dd>${e.join(", ")}</dd>
`}function qt({rows:e},t){return e.length<2?null:l`<h2>What Tableau refreshes</h2>
<ul class="list">
${e.map(n=>Wt(n,t))}</ul>`}function Wt(e,t){let{name:n,kind:r}=e.row.extract.lineage.content,o=z(e);return l`<li><span>${n}</span> <span class="soft">${xe[r]}</span> <span class="why">${H(e,1,t)}${o===null?null:l` Last refresh: ${T(o,"without age")}.`}</span></li>
`}function _t({nodes:e},t){if(e.length===0)return null;let n=e.slice(0,Ft).map(o=>l`<li>${C(o,t)}</li>
`),r=e.length-n.length;return l`<h2>What it reads</h2>
<ul>
${n}${r===0?null:l`<li>… and ${r} more</li>`}</ul>`}function Bt(e,t){let n=D([e],t);return n===null?null:l`<h2>Lineage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${n}</div>`}var Yt=12,Je=100,Xt=100,Kt=re(V+_e,F+We);function Ze({all:e,names:t},n){let r=e.slice(0,Yt),o=D(r,t),a={title:"Exposures",period:n,header:l`<h1>Exposures</h1>
<p class="soft">How fresh and sound the data behind each dashboard is.</p>`,main:l`${Jt(e)}
<p hidden><label for="search">Search</label><br><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
${e.length>Je?Qt(e):null}${Zt(e).map(s=>en(s,e.length<=Je))}
${o===null?null:tn(o,r.length,e.length)}`,footer:l``};return q(a,Kt)}function Jt(e){let t=y.map(n=>({health:n,count:e.filter(r=>r.health===n).length})).filter(({count:n})=>n>0);return l`<fieldset class="filter"><legend class="soft">Show</legend>
<label><input type="radio" name="only" id="only-all" checked> all ${e.length}</label>
${t.map(({health:n,count:r})=>l`<label><input type="radio" name="only" id="only-${n}"> <span class="pill ${n}">${n}</span> ${r}</label>
`)}</fieldset>`}function Zt(e){let t=new Map;for(let o of e)$(t,o.group,o);let n=[...t].flatMap(([o,a])=>o===null?[]:[{name:o,tiles:a}]),r=t.get(null)??[];return n.sort((o,a)=>j(o.name,a.name)),r.length===0?n:[...n,{name:"Without a place in Tableau",tiles:r}]}function Qt(e){let t=e.filter(({health:o})=>o==="degraded"||o==="caution");if(t.length===0)return null;let n=t.slice(0,Xt),r=t.length-n.length;return l`<details class="attention ${Qe(oe(n))}" open>
<summary><h2>Needs attention</h2> <span class="soft">${et(t,oe(t))}</span></summary>
<ul class="list">
${n.map(tt)}</ul>
${r===0?null:l`<p class="soft">… and ${r} more, below.</p>`}</details>
`}function en({name:e,tiles:t},n){let r=oe(t);return l`<details class="group ${Qe(r)}"${n?l` open`:null}>
<summary><h2>${e}</h2> <span class="soft">${et(t,r)}</span></summary>
<ul class="list">
${t.map(tt)}</ul>
</details>
`}function oe(e){return y.filter(t=>e.some(n=>n.health===t))}function Qe(e){return e.map(t=>`has-${t}`).join(" ")}function et(e,t){return t.map(n=>`${e.filter(r=>r.health===n).length} ${n}`).join(", ")}function tt({health:e,fileName:t,label:n,reason:r,lastRefreshedAt:o}){let a=o===null?null:l` Last refresh: ${T(o,"without age")}.`;return l`<li class="${e}"><a href="exposures/${t}.html">${n}</a> <span><span class="pill">${e}</span></span> <span class="why">${r}${a}</span></li>
`}function tn(e,t,n){let r=t===n?l``:l`<p class="soft">The ${t} of ${n} exposures that come first by health. The page of each exposure shows its own lineage.</p>`;return l`<h2>Lineage</h2>
${r}
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${e}</div>`}function nt(e,t){let n=t===null?e+936e5:Math.max(t,e)+144e5;return{writtenAt:e,oldAfter:n,nextRunAt:t}}var W=L.datetime().nullable(),ae="1.0",Or=ue({version:me(ae).describe("Version of this schema"),exposure:O().describe("Name of the dbt exposure"),label:O().describe("Its label, else its name"),health:fe(y).describe("dbt's four states of an exposure"),reason:O().describe("Why, in one sentence"),messageId:he(["AE-",O()]).nullable().describe("Stable id of the message, listed with its remedy in docs/messages.md"),lastRefreshedAt:W.describe("When the newest successful refresh of its oldest extract was requested, or when Tableau finished it if this action did not request it"),newestDataAt:W.describe("When the newest data that it shows landed in dbt"),freshUntil:W.describe("When that data is older than stale_after promises; null if nothing is promised"),notBefore:W.describe("Nothing of it is refreshed before this instant; null if nothing holds it"),owners:P(O()).describe("Names of its owners; empty without site-owners"),writtenAt:L.datetime().describe("The end of the run that wrote this file"),oldAfter:L.datetime().describe("A newer file was due by then: what this one says may no longer be true")}).describe("The health of one dbt exposure");var rt=400;function ot(e,{writtenAt:t,oldAfter:n}){let r={version:ae,exposure:S(e.name,rt),label:S(e.label,rt),health:e.health,reason:e.reason,messageId:e.messageId,lastRefreshedAt:_(e.lastRefreshedAt),newestDataAt:_(e.newestDataAt),freshUntil:_(e.freshUntil),notBefore:_(e.notBefore),owners:[...e.owners],writtenAt:R(t),oldAfter:R(n)};return`${JSON.stringify(r,null,2)}
`}function _(e){return e===null?null:R(e)}import{createHash as rn}from"node:crypto";var on=/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/,an=/^(?:con|prn|aux|nul|com\d|lpt\d)$/i,sn=60,ln=/-[0-9a-f]{10}$/i;function at(e){let t=new Map;for(let{id:r,name:o}of e)$(t,o.toLowerCase(),r);let n=r=>(t.get(r.toLowerCase())?.length??0)>1;return new Map(e.map(({id:r,name:o})=>[r,dn(o)&&!n(o)?o:cn(r,o)]))}function dn(e){return on.test(e)&&!an.test(e)&&!ln.test(e)}function cn(e,t){let n=t.slice(0,1e3).normalize("NFKD").replace(new RegExp("\\p{M}+","gu"),"").replace(/[^A-Za-z0-9]+/g,"-").slice(0,sn).replace(/^-+|-+$/g,"").toLowerCase(),r=rn("sha256").update(e).digest("hex").slice(0,10);return`${n===""?"exposure":n}-${r}`}function st(e){let{report:t,exposures:n}=e,r=[...t.rows,...e.unselected.map(d=>({row:d,result:null}))],o=new Map;for(let d of r)for(let{uniqueId:p}of d.row.extract.exposures)$(o,p,d);let a=pn(e,r),s=at(n.map(({uniqueId:d,name:p})=>({id:d,name:p}))),i={source:e,context:a,owners:new ke(t.owned),unresolved:un(t)};return{all:n.map(d=>mn(d,o.get(d.uniqueId)??[],s.get(d.uniqueId)??"",i)).sort(fn),names:a.names}}function pn(e,t){let{health:n,warnings:r,exposures:o,report:a}=e,s=[n,r].flatMap(({statuses:d,jointTests:p})=>[...[...d.values()].flatMap(({problems:u})=>u),...p.map(({problem:u})=>u)]),i=[...o.flatMap(({upstream:d})=>d),...s.map(({node:d})=>d)],c=be(t.map(({row:d})=>d),i);return{now:a.run.endedAt,names:c}}function un({unresolved:e}){return new Map(e.map(({exposure:t,uniqueId:n,reason:r})=>[n??t,r]))}function fn(e,t){return y.indexOf(e.health)-y.indexOf(t.health)||j(e.label,t.label)}function mn(e,t,n,{source:r,context:o,owners:a,unresolved:s}){let{health:i,warnings:c,report:d,requests:p,showOwners:u}=r,f=t.map(b=>Se(hn(e,b,r))),h=[...new Set(f.flatMap(({row:b})=>b.extract.upstream.map(({node:ft})=>ft)))],w=h.length>0?h:e.upstream,g=w.flatMap(b=>i.statuses.get(b)?.landedAt??[]),M=[...f.map(z),...(f.length>0?[]:e.extracts).map(b=>X(p.get(b))?.requestedAt??null)];return{...Fe({rows:f,problems:K(w,i),warnings:K(w,c),hasLanded:g.length>0,unresolved:s.get(e.uniqueId)??s.get(e.name)??null},o),id:e.uniqueId,fileName:n,name:e.name,label:e.label??e.name,group:f[0]?.row.extract.lineage.content.project??null,lastRefreshedAt:B(M),newestDataAt:f.length===0?g.reduce(Y,null):B(f.map(gn)),freshUntil:B(f.map(yn)),notBefore:B(t.map(b=>Me(b,d.mode,d.run.endedAt))),owners:u?Re(a.of([e])):[],rows:f,nodes:w}}function hn({uniqueId:e},{row:t,result:n},{report:r,requests:o,policy:a}){let{key:s,lineage:i}=t.extract,c=X(o.get(s)),d=c!==null&&!ge(i.extractUpdatedAt,c),p=Ie(e,t,{policy:a,now:r.run.endedAt});return{row:{...t,lastRefreshedAt:d?t.lastRefreshedAt:Y(t.lastRefreshedAt,i.extractUpdatedAt),known:{...t.known,freshness:p}},result:n}}function gn({row:{known:e,decision:t}}){return t.reason==="no-extract"?e.newest?.at??null:e.freshness.newestDataAt}function yn({row:e}){let{newestDataAt:t,promised:n}=e.known.freshness;return t===null||n===null?null:t+n}function B(e){let t=e.filter(n=>n!==null);return t.length===0?null:le(t)}var I="exposures";function it(e){let t=st(e),n=nt(e.report.run.endedAt,e.nextRunAt),r=o=>t.all.filter(a=>a.health===o).length;return{files:[...t.all.flatMap(o=>wn(o,t,n)),{path:"index.html",content:()=>Ze(t,n)}],counts:Object.fromEntries(y.map(o=>[o,r(o)]))}}function wn(e,t,n){let r=`${I}/${e.fileName}`;return[{path:`${r}.html`,content:()=>Ke(e,t,n)},{path:`${r}.svg`,content:()=>De(e,n).text},{path:`${r}.json`,content:()=>ot(e,n)}]}async function ho(e,t,{state:n,workspace:r}){try{let o=it(On(e,t,n)),a=await vn(e.folder,r,o.files);return{siteFolder:a,line:Rn(a,o)}}catch(o){if(!(o instanceof E))throw o;return{notices:[o.explanation]}}}function Rn(e,{counts:t}){let n=Object.entries(t).flatMap(([r,o])=>o===0?[]:`${o} ${r}`);return`Site in ${e}: ${n.join(", ")||"no exposures"}`}function On({project:e,resolved:t,input:n,showOwners:r},o,{nodes:a,requests:s}){let i=[...Tn(e),...Mn(t)],c=[...t.extracts,...t.others].flatMap(({upstream:h})=>h.map(({node:w})=>w)),d=new Set([...i.flatMap(({upstream:h})=>h),...c]),p=J(d,e,a),{statuses:u,jointTests:f}=p;return{report:o,unselected:t.others.map(h=>Ae({...n,requests:s,nodes:u,jointTests:f},h)),exposures:i,health:p,warnings:J(d,e,a,ve),requests:s,policy:n.policy,nextRunAt:n.nextSlot,showOwners:r}}function Tn(e){return e.exposures.map(({id:t,name:n,label:r,owner:o,dependsOn:a})=>({uniqueId:t,name:n,label:r,owner:o,upstream:ce(a,e),extracts:[]}))}function Mn({discovery:e}){return Ee(e,{found:[],linkedContent:[]}).map(({exposure:t,extracts:n=[]})=>({...t,extracts:n}))}var ie="active-exposures-site.json",pt=new RegExp(String.raw`^${I}/[\w-]+\.(?:html|svg|json)$`),En=pe({files:P(O())}).transform(({files:e})=>e.filter(t=>pt.test(t)));async function vn(e,t,n){let r=await Z(lt,x(e,"index.html"),t),o=se(r.shown);if(o===".")throw new E(A("AE-SITE-FOLDER-WORKSPACE"));try{return await bn(x(se(r.path),I),{recursive:!0}),await Z(lt,x(e,I,"index.html"),t),await In(se(r.path),o,n),o}catch(a){throw a instanceof E?a:new E(A("AE-SITE-NOT-WRITTEN",{folder:o,why:Ne(a)}))}}var lt="site-folder";async function In(e,t,n){let r=await An(e),o=n.map(({path:i})=>i),a=await Nn(e,o.filter(i=>!r.has(i)));if(a!==null)throw new E(A("AE-SITE-FOLDER-FOREIGN",{folder:t,file:a}));await dt(e,[...r,...o]);for(let{path:i,content:c}of n)await ut(x(e,i),c());let s=new Set(o);for(let i of r)s.has(i)||await ct(x(e,i),{force:!0});await dt(e,o)}async function An(e){let t=await Sn(x(e,ie),"utf8").catch(()=>""),n=En.safeParse(ye(t)).data;return new Set(n===void 0?[]:["index.html",...n])}async function dt(e,t){let n=[...new Set(t)].filter(o=>pt.test(o)),r=`${ie}.half`;await ut(x(e,r),`${JSON.stringify({files:n},null,1)}
`),await $n(x(e,r),x(e,ie))}async function Nn(e,t){for(let n of t)if(await xn(x(e,n)).then(()=>!0,()=>!1))return n;return null}async function ut(e,t){await ct(e,{force:!0}),await kn(e,t,{flag:"wx"})}export{ho as writeSite,vn as writeSiteFiles};
