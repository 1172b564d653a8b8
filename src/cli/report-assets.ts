/** Colours by what a token is, for light and dark screens. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --back: #fff; --code: #f6f8fa; --mark: #ffe3e0; --edge: #cf222e;
  --added: #dafbe1; --removed: #ffebe9; --keyword: #cf222e; --string: #0a3069; --name: #8250df; --number: #0550ae; }
@media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --quiet: #9198a1; --line: #3d444d; --back: #0d1117; --code: #151b23; --mark: #5c1a1b;
  --edge: #ff7b72; --added: #12261e; --removed: #301b1e; --keyword: #ff7b72; --string: #a5d6ff; --name: #d2a8ff; --number: #79c0ff; } }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; border-bottom: 1px solid var(--line); } h3 { font-size: 1rem; font-weight: 500; margin: 1rem 0 0; }
a { color: inherit; } b { font-weight: 500; color: var(--quiet); } code, pre { font: 13px/1.5 ui-monospace, monospace; }
fieldset { min-width: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0 1.5rem; border: 1px solid var(--line); border-radius: 6px; }
.place { margin: 0; color: var(--quiet); } .path { margin: .3rem 0; color: var(--quiet); }
.code { margin: .3rem 0; padding: .5rem 0; overflow-x: auto; background: var(--code); border: 1px solid var(--line); border-radius: 6px; }
.line { display: inline-block; box-sizing: border-box; min-width: 100%; min-height: 1.5em; padding-right: 1rem; white-space: pre; }
.line::before { content: attr(data-line); display: inline-block; width: 3.5rem; padding-right: 1rem; box-sizing: border-box; text-align: right; color: var(--quiet); user-select: none; }
.added { background: var(--added); } .removed { background: var(--removed); }
mark { color: inherit; background: var(--mark); border-bottom: 2px solid var(--edge); }
.hljs-keyword, .hljs-meta { color: var(--keyword); } .hljs-string { color: var(--string); } .hljs-title { color: var(--name); }
.hljs-number, .hljs-literal, .hljs-built_in { color: var(--number); } .hljs-comment { color: var(--quiet); font-style: italic; }
[hidden] { display: none; }
`;

/** Shows the findings of the rules that are ticked. */
export const SCRIPT = `
const boxes = [...document.querySelectorAll('header input')];
const show = () => {
  const rules = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const section of document.querySelectorAll('section')) {
    const articles = [...section.querySelectorAll('article')];
    for (const article of articles) article.hidden = !rules.has(article.dataset.rule);
    section.hidden = articles.every((article) => article.hidden);
  }
};
for (const box of boxes) box.addEventListener('change', show);
`;
