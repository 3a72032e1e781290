/** A collapsed section has no size, so every section is open while Mermaid draws. */
export const DRAW = `
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
mermaid.initialize({ startOnLoad: false, theme: dark ? 'dark' : 'default' });
for (const code of document.querySelectorAll('code.language-mermaid')) {
  const box = document.createElement('div');
  box.className = 'mermaid alone';
  box.id = code.closest('article').id + '-lineage';
  box.textContent = code.textContent;
  code.parentElement.replaceWith(box);
}
const folds = [...document.querySelectorAll('details')];
for (const fold of folds) fold.open = true;
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  for (const fold of folds) fold.open = target !== null && fold.contains(target);
};
addEventListener('hashchange', unfold);
mermaid.run().finally(() => {
  unfold();
  document.body.classList.add('drawn');
  const { hash } = location;
  location.hash = '';
  location.hash = hash;
});
`

/** As on GitHub: a narrow column next to boxes with a grey header. */
export const STYLE = `
:root { --line: #d1d9e0; --head: #f6f8fa; --mute: #59636e; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --head: #151b23; --mute: #9198a1; } }
body.markdown-body { display: flex; min-height: 100vh; margin: 0; }
nav { flex: 0 0 288px; box-sizing: border-box; padding: 24px 16px; border-right: 1px solid var(--line);
  position: sticky; top: 0; height: 100vh; overflow: auto; font-size: 14px; line-height: 1.35; }
nav h1 { font-size: 16px !important; border: 0 !important; }
nav a { display: flex; gap: 8px; padding: 6px 8px; border-radius: 6px; color: inherit !important; text-decoration: none !important; }
nav a:hover { background: var(--head); }
nav small { display: block; color: var(--mute); font-size: 12px; }
main { flex: 1; min-width: 0; max-width: 1012px; padding: 8px 32px 64px; }
section { padding-top: 16px; margin-bottom: 48px; }
i { font-style: normal; font-weight: 600; } i.ok { color: #1a7f37; } i.bad { color: #d1242f; }
.told { color: var(--mute); }
article { border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
article > header { padding: 8px 16px; background: var(--head); border-bottom: 1px solid var(--line); font-size: 14px; font-weight: 600; }
article > .body { padding: 16px 24px; }
article > .body > :last-child { margin-bottom: 0; }
section > details { margin-top: 16px; }
.markdown-body pre.log { background: #0d1117; color: #e6edf3; font-size: 12px; line-height: 1.5; margin: 8px 0 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.log .red { color: #ff7b72; } .log .green { color: #3fb950; } .log .yellow { color: #d29922; }
.mermaid { text-align: center; } .mermaid svg { max-width: 100%; height: auto; }
.drawn:has(.alone:target) nav, details.alone:target > summary,
.drawn:has(.alone:target) main :not(:target, :has(:target), :target *) { display: none; }
.drawn main:has(.alone:target) { padding: 16px; }
.drawn section:has(.alone:target) { padding: 0; margin: 0; }
.drawn article:has(.mermaid:target) { border: 0; }
`
