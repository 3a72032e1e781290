import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);
import{b as Ce,c as Q,h as ee,j as Ue}from"./chunk-HNOJH2IN.js";import{a as Z,d as Le}from"./chunk-2O7LIF5D.js";import{a as Pe}from"./chunk-7RKOGLFQ.js";import{a as Ee,o as H,p as ve,q as Me,u as Ne,y as Ae}from"./chunk-RV5GLM34.js";import{b as $e}from"./chunk-ZAUQVSHW.js";import"./chunk-5JNCZN3H.js";import"./chunk-FITB7SCD.js";import"./chunk-EDJEEGW6.js";import"./chunk-CSW66J5K.js";import{b as Se,g as Re,j as Ie,l as I,z as Oe}from"./chunk-HBOT2KUM.js";import{a as ke,g as Te,h as J}from"./chunk-NB4WCZMD.js";import{j as K}from"./chunk-V4XJYDE4.js";import{c as je}from"./chunk-4JLCQI5Q.js";import"./chunk-5PF2OKQI.js";import{a as y,b as L,d as pe}from"./chunk-VIK7KWKA.js";import{a as be}from"./chunk-J2KTIJRT.js";import{a as U}from"./chunk-OXHSJJ2H.js";import{f as xe}from"./chunk-XLIMLJV4.js";import"./chunk-WU3OUWF6.js";import{b as z}from"./chunk-YPAM6C4U.js";import{A as ye,E as we,f as k,p as C,r as me,s as he,z as ge}from"./chunk-4ISSWKAD.js";import"./chunk-D2JQK3MM.js";import{a as $,m as fe}from"./chunk-ENHS3PXL.js";import{d as x,h as ce,j as ue}from"./chunk-A56ANI2E.js";import{b as j,e as v}from"./chunk-VTHDY7ZI.js";import"./chunk-AJWBQYRP.js";import{a}from"./chunk-3YLLLGKD.js";import{mkdir as Rn,readFile as ht,rm as gt,writeFile as In}from"node:fs/promises";import{dirname as le,join as R}from"node:path";var O=class{constructor(t){this.text=t}text;static{a(this,"Markup")}};function d(e,...t){let n=e.map((r,o)=>`${r}${xt(t[o]??null)}`);return new O(n.join(""))}a(d,"markup");function xt(e){return e===null?"":e instanceof O?e.text:typeof e=="number"?String(e):typeof e=="string"?pe(y(e,bt)):e.map(({text:t})=>t).join("")}a(xt,"textOf");var bt=400;function N(e){return`${Te(e)}, ${J(e)} UTC`}a(N,"dateAndTime");function ze(e){return`${x(e).slice(0,10)} ${J(e)} UTC`}a(ze,"shortDate");var He={misconfigured:"Its settings in dbt are not valid.","not-found":"Its content was not found in Tableau.",ambiguous:"Tableau has several contents that it may mean."};function te(e){return e?"The models behind it are built; its own refresh is not part of this action.":"Nothing is known of it."}a(te,"leftOutSentence");function We(e,t,n){return De(e,t,n,{node:"was not built",test:"failed",freshness:"was stale"})}a(We,"problemSentence");function Fe(e,t,n){return De(e,t,n,{node:"was skipped",test:"warned",freshness:"was late"})}a(Fe,"warningSentence");function De({node:e,kind:t,failedAt:n},r,{names:o},s){let i=r>1?` (and ${r-1} more)`:"",c=K(e.split(".",1).join("").replace("_"," ")),u=y(I(e,o),80);return`${c} ${u} ${s[t==="unit-test"?"test":t]} on ${N(n)}${i}.`}a(De,"sentenceOf");function Ge({newestDataAt:e,promised:t}){let n=`at most ${ke((t??0)/1e3)} old`;return e===null?`Its data is older than promised (${n}): it was never refreshed.`:`Its data is older than promised (${n}): it is from ${N(e)}.`}a(Ge,"staleSentence");function W(e,t,n,r=!0){let o=$t(e)??St(e.row,n,r),s=y(e.row.extract.lineage.content.name,80);return`${t>1?`${s}: ${o}`:K(o)}.`}a(W,"rowSentence");function $t({result:e}){if(e===null)return null;switch(e.outcome){case"refreshed":return"refreshed in the newest run";case"failed":return`its last refresh failed: ${Ve(e.failure?.class??"unknown")}`;case"cancelled":return"its last refresh was cancelled in Tableau";case"timed-out":return"its refresh was still running in Tableau when the run ended";case"blocked":return"a data source that it reads could not be refreshed";case"deferred":return"its refresh was put off to a later run";case"requested":return"its refresh has been requested";default:return e.outcome}}a($t,"resultText");function Ve(e){return Se[e].what}a(Ve,"failureText");function St(e,t,n){switch(e.decision.kind){case"refresh":return"new data waits for the next run";case"wait":return"its refresh is running in Tableau";case"skip":return e.decision.reason==="no-extract"?kt(e,n):Tt(e.decision,t)}}a(St,"decisionText");function kt({extract:{unrelated:e}},t){return e!==null?"it reads no table of this dbt project":t?"it has no extract: what is built is shown at once":"it has no extract, and no build of what it reads is known yet"}a(kt,"noExtractText");function Tt(e,{names:t}){switch(e.reason){case"other-environment":return"it reads another database or schema than this project builds";case"not-visible":return"a part of what it reads is not visible to this action";case"frozen":return`refreshes are frozen until ${N(e.until)}`;case"upstream-failed":return"it keeps its last good data, because something upstream failed";case"never-landed":return"no build of what it reads is known yet";case"up-to-date":return"it has the newest data";case"waiting-for-upstream":return`new data waits until ${Rt(e.waitingFor,t)} has new data too`;case"build-after":return"it was refreshed in this window; newer data waits for the next one";case"failing":return`its refreshes fail: ${Ve(e.failure)}`}}a(Tt,"skipText");function Rt(e,t){return Oe(e.map(n=>I(n,t)))}a(Rt,"listed");var It={healthy:"#1a7f37",caution:"#9a6700",degraded:"#cf222e",unknown:"#57606a"},F=20,ne=6,Ot=6.5,Et=40;function Be(e,{writtenAt:t}){let n=L(y(e.label),Et),r=`${e.health} \xB7 ${ze(t)}`,[o,s]=[_e(n),_e(r)];return d`<svg xmlns="http://www.w3.org/2000/svg" width="${o+s}" height="${F}" role="img" aria-label="${n}: ${r}">
<title>${n}: ${r}</title>
<clipPath id="r"><rect width="${o+s}" height="${F}" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#24292f" d="M0 0h${o}v${F}H0z"/><path fill="${It[e.health]}" d="M${o} 0h${s}v${F}H${o}z"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${qe(n,0,o)}${qe(r,o,s)}</g>
</svg>
`}a(Be,"badge");function _e(e){return Math.max(1,Math.round(Array.from(e).length*Ot))+2*ne}a(_e,"widthOf");function qe(e,t,n){return d`<text x="${t+ne}" y="14" textLength="${n-2*ne}" lengthAdjust="spacingAndGlyphs">${e}</text>`}a(qe,"text");var w=["degraded","caution","unknown","healthy"];function Ye(e,t){let n=[...Mt(e,t),...Nt(e,t)],[r,...o]=n;return r===void 0?{health:"unknown",reason:te(!1),messageId:null}:o.reduce((s,i)=>vt(i,s)?i:s,r)}a(Ye,"verdictOn");function vt(e,t){return w.indexOf(e.health)<w.indexOf(t.health)}a(vt,"isWorse");function Mt({problems:e,warnings:t},n){let[r]=e,[o]=t;return[...r===void 0?[]:[M("degraded",We(r,e.length,n),"AE-UPSTREAM-FAILED")],...o===void 0?[]:[M("caution",Fe(o,t.length,n),null)]]}a(Mt,"upstreamVerdicts");function M(e,t,n){return{health:e,reason:t,messageId:n}}a(M,"verdict");function Nt({rows:e,unresolved:t,hasLanded:n},r){return t!==null?[M("unknown",He[t],$e[t])]:e.length===0?[M(n?"healthy":"unknown",te(n),null)]:[...e.map(o=>M(re(o,n),W(o,e.length,r,n),Ee(o,r))),...e.flatMap(o=>At(o)??[])]}a(Nt,"ownVerdicts");function At(e){return e.row.known.freshness.staleSince===null?null:M(Ne(e)?"caution":"degraded",Ge(e.row.known.freshness),Ae(e))}a(At,"staleVerdict");function re({row:e,result:t},n){switch(t?.outcome){case"failed":case"cancelled":case"blocked":return"degraded";case"timed-out":case"deferred":return"caution";case"refreshed":case"requested":return"healthy";case void 0:return Pt(e,n)}}a(re,"healthOf");function Pt({decision:e,extract:t},n){return e.reason==="no-extract"?t.unrelated===null&&n?"healthy":"unknown":jt[e.reason]}a(Pt,"plannedHealth");var jt={"upstream-failed":"degraded",failing:"degraded","never-landed":"unknown","other-environment":"unknown","not-visible":"unknown","in-flight":"healthy",frozen:"healthy","up-to-date":"healthy","waiting-for-upstream":"healthy","build-after":"healthy","new-data":"healthy","first-refresh":"healthy",forced:"healthy"};var Lt=8,Ct=27,m={width:196,height:30,gapX:64,gapY:10},D=4,Ut=["nodes","datasources","workbooks","exposures"],oe=class{static{a(this,"Graph")}boxes=new Map;edges=new Set;#e=new Map;#t=new Map;box(t,n){return this.boxes.has(t)||this.boxes.set(t,n),t}edge(t,n){let r=JSON.stringify([t,n]);t===n||this.edges.has(r)||(this.edges.add(r),$(this.#e,t,n),$(this.#t,n,t))}targetsOf(t){return this.#e.get(t)??[]}sourcesOf(t){return this.#t.get(t)??[]}};function G(e,t){let n=new oe;for(let r of e)zt(n,r,t);return n.edges.size===0?null:Wt(n)}a(G,"lineagePicture");function zt(e,t,n){let{id:r,label:o,health:s,rows:i}=t,c=e.box(`exposure ${r}`,{column:"exposures",label:o,health:s});i.length===0&&Xe(e,t.nodes,c,n);let u=new Set(i.map(({row:l})=>l.extract.key));for(let l of i){let{key:f,lineage:h,upstream:S}=l.row.extract,{name:p,kind:g}=h.content,P=g==="workbook"&&p.toLowerCase()===o.toLowerCase()?c:e.box(`extract ${f}`,{column:g==="workbook"?"workbooks":"datasources",label:p,health:re(l,!0)});e.edge(P,c);let b=S.filter(({via:E})=>E===null||!u.has(E)).map(({node:E})=>E);Xe(e,b,P,n),Ht(e,l,P)}}a(zt,"draw");function Xe(e,t,n,r){let o=t.slice(0,Lt);for(let i of o){let c=I(i,r);e.edge(e.box(`node ${i}`,{column:"nodes",label:c,health:"node"}),n)}let s=t.length-o.length;s!==0&&e.edge(e.box(`more ${n}`,{column:"nodes",label:`\u2026 ${s} more`,health:"node"}),n)}a(Xe,"drawNodes");function Ht(e,{row:t},n){for(let r of t.extract.reads){let o=t.dataSources.get(r)?.name;o!==void 0&&e.edge(e.box(`extract ${r}`,{column:"datasources",label:o,health:"node"}),n)}}a(Ht,"drawDataSources");function Wt(e){let t=Ut.map(l=>Ft(e,l)).filter(l=>l.length>0),n=t.reduce((l,f)=>Math.max(l,f.length),0),r=Dt(e,t,n),o=t.length*(m.width+m.gapX)-m.gapX+2*D,s=n*(m.height+m.gapY)-m.gapY+2*D,i=a(l=>r.get(l)??{x:0,y:0},"at"),c=[...e.edges].map(l=>{let[f="",h=""]=JSON.parse(l);return Vt(i(f),i(h))}),u=[...e.boxes].map(([l,f])=>qt(f,i(l)));return d`<svg class="lineage${t.length>2?null:d` narrow`}" width="${o}" height="${s}" viewBox="0 0 ${o} ${s}" role="img" aria-label="Lineage: what is built on the left, exposures on the right">${c}${u}</svg>`}a(Wt,"pictureOf");function Ft({boxes:e},t){return[...e].flatMap(([n,r])=>r.column===t?[n]:[])}a(Ft,"keysIn");function Dt(e,t,n){let r=new Map,o=a((i,c)=>{let u=t[c]??[],l=D+c*(m.width+m.gapX),f=D+(n-u.length)*(m.height+m.gapY)/2,h=a(p=>Gt(i(p).flatMap(g=>r.get(g)?.y??[])),"middle"),S=u.map(p=>({key:p,y:h(p)})).sort((p,g)=>p.y-g.y);for(let[p,{key:g}]of S.entries())r.set(g,{x:l,y:f+p*(m.height+m.gapY)})},"place"),s=[...t.keys()].reverse();for(let i of s)o(c=>e.targetsOf(c),i);for(let i of t.keys())i>0&&o(c=>e.sourcesOf(c),i);for(let i of s)i<t.length-1&&o(c=>e.targetsOf(c),i);return r}a(Dt,"placesOf");function Gt(e){return e.length===0?0:e.reduce((t,n)=>t+n,0)/e.length}a(Gt,"mean");function Vt(e,t){let[n,r]=[e.x+m.width,e.y+m.height/2],[o,s]=[t.x,t.y+m.height/2],i=Math.min(m.gapX,o-n)/2;return d`<path d="M${n} ${r}C${n+i} ${r} ${o-i} ${s} ${o} ${s}"/>`}a(Vt,"arrow");var _t={healthy:"\u2713",caution:"!",degraded:"\u2715",unknown:"?",node:""};function qt({label:e,health:t,column:n},{x:r,y:o}){let s=n==="exposures"?m.height/2:4,i=`${_t[t]} ${e}`;return d`<g class="${t}"><title>${i}</title><rect x="${r}" y="${o}" width="${m.width}" height="${m.height}" rx="${s}"/><text x="${r+10}" y="${o+20}">${L(y(i),Ct)}</text></g>`}a(qt,"boxMarkup");import{createHash as Bt}from"node:crypto";var V=`(() => {
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
})()`,Je=`
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
})()`;var _=`:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--card:#f6f8fa;--link:#0550ae;--healthy:#116329;--healthy-bg:#dafbe1;--caution:#7d4e00;--caution-bg:#fff8c5;--degraded:#a40e26;--degraded-bg:#ffebe9;--unknown:#424a53;--unknown-bg:#eaeef2}
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
.lineage rect{fill:var(--b,var(--bg));stroke:var(--c,var(--soft))}
.lineage text{fill:var(--c,var(--fg));font-size:13px}
.lineage path{fill:none;stroke:var(--soft);stroke-width:1.2}
@media(min-width:720px){.list li{grid-template-columns:minmax(180px,2fr) 128px 4fr;align-items:baseline}.list .why{grid-column:auto}}`,Ke=`
.filter{display:flex;flex-wrap:wrap;gap:6px 14px;margin:12px 0;padding:0;border:0}
.filter label{display:flex;gap:5px;align-items:center}
#search{font:inherit;width:100%;max-width:420px;padding:6px 10px;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px}
summary{cursor:pointer;font-weight:600;padding:6px 0}
summary h2{display:inline;margin:0}
body:has(#only-degraded:checked) .list li:not(.degraded),body:has(#only-caution:checked) .list li:not(.caution),body:has(#only-unknown:checked) .list li:not(.unknown),body:has(#only-healthy:checked) .list li:not(.healthy){display:none}
body:has(#only-degraded:checked) details:not(.has-degraded),body:has(#only-caution:checked) details:not(.has-caution),body:has(#only-unknown:checked) details:not(.has-unknown),body:has(#only-healthy:checked) details:not(.has-healthy){display:none}
@media print{.filter,#search{display:none}}`;function ae(e,t){let n=["default-src 'none'",`style-src '${Ze(e)}'`,`script-src '${Ze(t)}'`,"base-uri 'none'","form-action 'none'"];return{style:e,script:t,policy:n.join("; ")}}a(ae,"lookOf");function Ze(e){return`sha256-${Bt("sha256").update(e).digest("base64")}`}a(Ze,"hashOf");var Yt=ae(_,V);function q({title:e,period:t,header:n,main:r,footer:o},s=Yt){let{writtenAt:i,oldAfter:c}=t;return d`<!doctype html>
<html lang="en" data-written-at="${x(i)}" data-old-after="${x(c)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${s.policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${e}</title>
<style>${new O(s.style)}</style>
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
<p>Written ${T(i)}${Xt(t)}. By <a href="https://github.com/active-exposures/active-exposures" rel="noreferrer">Active Exposures</a>.</p>
${o}
</footer>
<script>${new O(s.script)}</script>
</body>
</html>
`.text}a(q,"pageText");function Xt({nextRunAt:e,writtenAt:t}){return e===null||e<=t?d``:d`; the next run is due ${T(e,"without age")}`}a(Xt,"nextText");function T(e,t="with age"){let n=x(e),r=d`<time datetime="${n}">${N(e)}</time>`;return t==="with age"?d`${r} <span class="soft" data-then="${n}"></span>`:r}a(T,"instant");var Jt=50;function tt(e,{names:t},n){return q({title:`${e.health}: ${e.label}`,period:n,header:d`<h1>${e.label}</h1>
<span class="pill ${e.health}">${e.health}</span>`,main:d`<p class="reason">${e.reason}</p>
<dl>
${Qe("Last refresh",e.lastRefreshedAt)}${Qe("Newest data",e.newestDataAt)}${et("Fresh until",e.freshUntil)}${et("Not before",e.notBefore)}${Kt(e)}</dl>
${Zt(e,{names:t,now:n.writtenAt})}
${en(e,t)}
${tn(e,t)}`,footer:d`<p><a href="../index.html">All exposures</a> · <a href="${e.fileName}.svg">Badge</a> · <a href="${e.fileName}.json">JSON</a> · dbt exposure <code>${e.name}</code></p>`})}a(tt,"exposurePage");function Qe(e,t){return d`<dt>${e}</dt><dd>${t===null?"not known":T(t)}</dd>
`}a(Qe,"fact");function et(e,t){return t===null?null:d`<dt>${e}</dt><dd>${T(t,"without age")}</dd>
`}a(et,"date");function Kt({owners:e}){return e.length===0?null:d`<dt>${e.length===1?"Owner":"Owners"}</dt><dd>${e.join(", ")}</dd>
`}a(Kt,"owners");function Zt({rows:e},t){return e.length<2?null:d`<h2>What Tableau refreshes</h2>
<ul class="list">
${e.map(n=>Qt(n,t))}</ul>`}a(Zt,"extractsMarkup");function Qt(e,t){let{name:n,kind:r}=e.row.extract.lineage.content,o=H(e);return d`<li><span>${n}</span> <span class="soft">${Re[r]}</span> <span class="why">${W(e,1,t)}${o===null?null:d` Last refresh: ${T(o,"without age")}.`}</span></li>
`}a(Qt,"extractMarkup");function en({nodes:e},t){if(e.length===0)return null;let n=e.slice(0,Jt).map(o=>d`<li>${I(o,t)}</li>
`),r=e.length-n.length;return d`<h2>What it reads</h2>
<ul>
${n}${r===0?null:d`<li>… and ${r} more</li>`}</ul>`}a(en,"nodesMarkup");function tn(e,t){let n=G([e],t);return n===null?null:d`<h2>Lineage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${n}</div>`}a(tn,"lineageMarkup");var nn=12,nt=100,rn=100,on=ae(_+Ke,V+Je);function rt({all:e,names:t},n){let r=e.slice(0,nn),o=G(r,t),s={title:"Exposures",period:n,header:d`<h1>Exposures</h1>
<p class="soft">How fresh and sound the data behind each dashboard is.</p>`,main:d`${an(e)}
<p hidden><label for="search">Search</label><br><input id="search" type="search" autocomplete="off"> <span id="found" role="status"></span></p>
${e.length>nt?ln(e):null}${sn(e).map(i=>dn(i,e.length<=nt))}
${o===null?null:cn(o,r.length,e.length)}`,footer:d``};return q(s,on)}a(rt,"overviewPage");function an(e){let t=w.map(n=>({health:n,count:e.filter(r=>r.health===n).length})).filter(({count:n})=>n>0);return d`<fieldset class="filter"><legend class="soft">Show</legend>
<label><input type="radio" name="only" id="only-all" checked> all ${e.length}</label>
${t.map(({health:n,count:r})=>d`<label><input type="radio" name="only" id="only-${n}"> <span class="pill ${n}">${n}</span> ${r}</label>
`)}</fieldset>`}a(an,"filter");function sn(e){let t=new Map;for(let o of e)$(t,o.group,o);let n=[...t].flatMap(([o,s])=>o===null?[]:[{name:o,tiles:s}]),r=t.get(null)??[];return n.sort((o,s)=>z(o.name,s.name)),r.length===0?n:[...n,{name:"Without a place in Tableau",tiles:r}]}a(sn,"groupsOf");function ln(e){let t=e.filter(({health:o})=>o==="degraded"||o==="caution");if(t.length===0)return null;let n=t.slice(0,rn),r=t.length-n.length;return d`<details class="attention ${ot(se(n))}" open>
<summary><h2>Needs attention</h2> <span class="soft">${at(t,se(t))}</span></summary>
<ul class="list">
${n.map(st)}</ul>
${r===0?null:d`<p class="soft">… and ${r} more, below.</p>`}</details>
`}a(ln,"attentionMarkup");function dn({name:e,tiles:t},n){let r=se(t);return d`<details class="group ${ot(r)}"${n?d` open`:null}>
<summary><h2>${e}</h2> <span class="soft">${at(t,r)}</span></summary>
<ul class="list">
${t.map(st)}</ul>
</details>
`}a(dn,"groupMarkup");function se(e){return w.filter(t=>e.some(n=>n.health===t))}a(se,"signalsOf");function ot(e){return e.map(t=>`has-${t}`).join(" ")}a(ot,"classesOf");function at(e,t){return t.map(n=>`${e.filter(r=>r.health===n).length} ${n}`).join(", ")}a(at,"countText");function st({health:e,fileName:t,label:n,reason:r,lastRefreshedAt:o}){let s=o===null?null:d` Last refresh: ${T(o,"without age")}.`;return d`<li class="${e}"><a href="exposures/${t}.html">${n}</a> <span><span class="pill">${e}</span></span> <span class="why">${r}${s}</span></li>
`}a(st,"itemMarkup");function cn(e,t,n){let r=t===n?d``:d`<p class="soft">The ${t} of ${n} exposures that come first by health. The page of each exposure shows its own lineage.</p>`;return d`<h2>Lineage</h2>
${r}
<div class="scroll" tabindex="0" role="region" aria-label="Lineage">${e}</div>`}a(cn,"lineageMarkup");function it(e,t){let n=t===null?e+936e5:Math.max(t,e)+144e5;return{writtenAt:e,oldAfter:n,nextRunAt:t}}a(it,"periodOf");var B=U.datetime().nullable(),ie="1.0",Vr=he({version:ye(ie).describe("Version of this schema"),exposure:k().describe("Name of the dbt exposure"),label:k().describe("Its label, else its name"),health:ge(w).describe("dbt's four states of an exposure"),reason:k().describe("Why, in one sentence"),messageId:we(["AE-",k()]).nullable().describe("Stable id of the message, listed with its remedy in docs/messages.md"),lastRefreshedAt:B.describe("When the newest successful refresh of its oldest extract was requested"),newestDataAt:B.describe("When the newest data that it shows landed in dbt"),freshUntil:B.describe("When that data is older than stale_after promises; null if nothing is promised"),notBefore:B.describe("Nothing of it is refreshed before this instant; null if nothing holds it"),owners:C(k()).describe("Names of its owners; empty without site-owners"),writtenAt:U.datetime().describe("The end of the run that wrote this file"),oldAfter:U.datetime().describe("A newer file was due by then: what this one says may no longer be true")}).describe("The health of one dbt exposure");var lt=400;function dt(e,{writtenAt:t,oldAfter:n}){let r={version:ie,exposure:y(e.name,lt),label:y(e.label,lt),health:e.health,reason:e.reason,messageId:e.messageId,lastRefreshedAt:Y(e.lastRefreshedAt),newestDataAt:Y(e.newestDataAt),freshUntil:Y(e.freshUntil),notBefore:Y(e.notBefore),owners:[...e.owners],writtenAt:x(t),oldAfter:x(n)};return`${JSON.stringify(r,null,2)}
`}a(dt,"tileJson");function Y(e){return e===null?null:x(e)}a(Y,"isoOrNull");import{createHash as pn}from"node:crypto";var fn=/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/,mn=/^(?:con|prn|aux|nul|com\d|lpt\d)$/i,hn=60,gn=/-[0-9a-f]{10}$/i;function ct(e){let t=new Map;for(let{id:r,name:o}of e)$(t,o.toLowerCase(),r);let n=a(r=>(t.get(r.toLowerCase())?.length??0)>1,"isTaken");return new Map(e.map(({id:r,name:o})=>[r,yn(o)&&!n(o)?o:wn(r,o)]))}a(ct,"fileNames");function yn(e){return fn.test(e)&&!mn.test(e)&&!gn.test(e)}a(yn,"isClean");function wn(e,t){let n=t.slice(0,1e3).normalize("NFKD").replace(new RegExp("\\p{M}+","gu"),"").replace(/[^A-Za-z0-9]+/g,"-").slice(0,hn).replace(/^-+|-+$/g,"").toLowerCase(),r=pn("sha256").update(e).digest("hex").slice(0,10);return`${n===""?"exposure":n}-${r}`}a(wn,"hashed");function ut(e){let{report:t,exposures:n}=e,r=[...t.rows,...e.unselected.map(l=>({row:l,result:null}))],o=new Map;for(let l of r)for(let{uniqueId:f}of l.row.extract.exposures)$(o,f,l);let s=xn(e,r),i=ct(n.map(({uniqueId:l,name:f})=>({id:l,name:f}))),c={source:e,context:s,owners:new ve(t.owned),unresolved:bn(t)};return{all:n.map(l=>Sn(l,o.get(l.uniqueId)??[],i.get(l.uniqueId)??"",c)).sort($n),names:s.names}}a(ut,"tilesOf");function xn(e,t){let{health:n,warnings:r,exposures:o,report:s}=e,i=[n,r].flatMap(({statuses:l,jointTests:f})=>[...[...l.values()].flatMap(({problems:h})=>h),...f.map(({problem:h})=>h)]),c=[...o.flatMap(({upstream:l})=>l),...i.map(({node:l})=>l)],u=Ie(t.map(({row:l})=>l),c);return{now:s.run.endedAt,names:u}}a(xn,"wordingContextOf");function bn({unresolved:e}){return new Map(e.map(({exposure:t,reason:n})=>[t,n]))}a(bn,"unresolvedNames");function $n(e,t){return w.indexOf(e.health)-w.indexOf(t.health)||z(e.label,t.label)}a($n,"worstFirst");function Sn(e,t,n,{source:r,context:o,owners:s,unresolved:i}){let{health:c,warnings:u,report:l,requests:f,showOwners:h}=r,S=[...new Set(t.flatMap(({row:b})=>b.extract.upstream.map(({node:E})=>E)))],p=S.length>0?S:e.upstream,g=p.flatMap(b=>c.statuses.get(b)?.landedAt??[]),de=[...t.map(H),...(t.length>0?[]:e.extracts).map(b=>xe(f.get(b))?.requestedAt??null)];return{...Ye({rows:t,problems:ee(p,c),warnings:ee(p,u),hasLanded:g.length>0,unresolved:i.get(e.name)??null},o),id:e.uniqueId,fileName:n,name:e.name,label:e.label??e.name,group:t[0]?.row.extract.lineage.content.project??null,lastRefreshedAt:X(de),newestDataAt:t.length===0?g.reduce(ue,null):X(t.map(kn)),freshUntil:X(t.map(Tn)),notBefore:X(t.map(b=>Pe(b,l.mode,l.run.endedAt))),owners:h?Me(s.of([e])):[],rows:t,nodes:p}}a(Sn,"tileOf");function kn({row:{known:e,decision:t}}){return t.reason==="no-extract"?e.newest?.at??null:e.freshness.newestDataAt}a(kn,"newestDataOf");function Tn({row:e}){let{newestDataAt:t,promised:n}=e.known.freshness;return t===null||n===null?null:t+n}a(Tn,"freshUntilOf");function X(e){let t=e.filter(n=>n!==null);return t.length===0?null:ce(t)}a(X,"earliestKnown");var A="exposures";function pt(e){let t=ut(e),n=it(e.report.run.endedAt,e.nextRunAt),r=a(s=>t.all.filter(i=>i.health===s).length,"count");return{files:o(),counts:Object.fromEntries(w.map(s=>[s,r(s)]))};function*o(){for(let s of t.all){let i=`${A}/${s.fileName}`;yield{path:`${i}.html`,content:tt(s,t,n)},yield{path:`${i}.svg`,content:Be(s,n).text},yield{path:`${i}.json`,content:dt(s,n)}}yield{path:"index.html",content:rt(t,n)}}}a(pt,"siteOf");async function Co(e,t,{state:n,workspace:r}){try{let o=pt(En(e,t,n)),s=await An(e.folder,r,o.files);return{siteFolder:s,line:On(s,o)}}catch(o){if(!(o instanceof v))throw o;return{notices:[o.explanation]}}}a(Co,"writeSite");function On(e,{counts:t}){let n=Object.entries(t).flatMap(([r,o])=>o===0?[]:`${o} ${r}`);return`Site in ${e}: ${n.join(", ")||"no exposures"}`}a(On,"lineOf");function En({project:e,resolved:t,input:n,showOwners:r},o,{nodes:s,requests:i}){let c=[...vn(e),...Mn(t)],u=[...t.extracts,...t.others].flatMap(({upstream:p})=>p.map(({node:g})=>g)),l=new Set([...c.flatMap(({upstream:p})=>p),...u]),f=Q(l,e,s),{statuses:h,jointTests:S}=f;return{report:o,unselected:t.others.map(p=>Ue({...n,requests:i,nodes:h,jointTests:S},p)),exposures:c,health:f,warnings:Q(l,e,s,Ce),requests:i,nextRunAt:n.nextSlot,showOwners:r}}a(En,"sourceOf");function vn(e){return e.exposures.map(({id:t,name:n,label:r,owner:o,dependsOn:s})=>({uniqueId:t,name:n,label:r,owner:o,upstream:fe(s,e),extracts:[]}))}a(vn,"declaredOnes");function Mn({discovery:e}){return je(e,{found:[],linkedContent:[]}).map(({exposure:t,extracts:n=[]})=>({...t,extracts:n}))}a(Mn,"discoveredOnes");var yt="active-exposures-site.json",wt=new RegExp(String.raw`^${A}/[\w-]+\.(?:html|svg|json)$`),Nn=me({files:C(k())}).transform(({files:e})=>e.filter(t=>wt.test(t)));async function An(e,t,n){let r=await Z(ft,R(e,"index.html"),t),o=le(r.shown);if(o===".")throw new v(j("AE-SITE-FOLDER-WORKSPACE"));try{return await Rn(R(le(r.path),A),{recursive:!0}),await Z(ft,R(e,A,"index.html"),t),await Pn(le(r.path),o,n),o}catch(s){throw s instanceof v?s:new v(j("AE-SITE-NOT-WRITTEN",{folder:o,why:Le(s)}))}}a(An,"writeSiteFiles");var ft="site-folder";async function Pn(e,t,n){let r=await jn(e);if(r===null&&await Ln(R(e,"index.html")))throw new v(j("AE-SITE-FOLDER-FOREIGN",{folder:t}));let s=[];for(let{path:u,content:l}of n)await mt(R(e,u),l),s.push(u);let i=new Set(s);for(let u of r??[])i.has(u)||await gt(R(e,u),{force:!0});let c={files:s.filter(u=>wt.test(u))};await mt(R(e,yt),`${JSON.stringify(c,null,1)}
`)}a(Pn,"writeAll");async function jn(e){let t=await ht(R(e,yt),"utf8").catch(()=>null);return t===null?null:Nn.safeParse(be(t)).data??[]}a(jn,"filesBefore");async function Ln(e){return ht(e).then(()=>!0,()=>!1)}a(Ln,"exists");async function mt(e,t){await gt(e,{force:!0}),await In(e,t,{flag:"wx"})}a(mt,"replace");export{Co as writeSite,An as writeSiteFiles};
