import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { EXAMPLES } from './examples.ts';
import type { Edit, Finding, Language } from './lint.ts';
import type { Reply, Request } from './messages.ts';
import { decode, encode } from './share.ts';

/** Milliseconds without a keystroke before a text is linted. */
const PAUSE = 150;

const find = (id: string) => document.getElementById(id) as HTMLElement;
const status = find('status');
const list = find('findings');
const select = find('example') as HTMLSelectElement;
const fix = find('fix') as HTMLButtonElement;

const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
const syntax = new Compartment();
let language: Language = 'python';
let latest = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const view = new EditorView({
  parent: find('editor'),
  extensions: [
    basicSetup,
    syntax.of(python()),
    EditorView.updateListener.of(({ docChanged }) => {
      if (!docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => { send('lint'); }, PAUSE);
    }),
  ],
});

function send(kind: Request['kind']): void {
  latest += 1;
  worker.postMessage({ id: latest, kind, language, text: view.state.doc.toString() } satisfies Request);
}

function open(text: string, opened: Language): void {
  language = opened;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    effects: syntax.reconfigure(opened === 'python' ? python() : javascript({ typescript: true })),
  });
  send('lint');
}

function replace({ range: [from, to], text }: Edit): void {
  view.dispatch({ changes: { from, to, insert: text } });
}

worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
  // Of two texts that were sent, only what is said of the last one still fits.
  if (data.id !== latest) return;
  if ('problem' in data) {
    status.textContent = `The linter failed: ${data.problem}`;
    return;
  }
  if (data.text !== view.state.doc.toString()) replace({ range: [0, view.state.doc.length], text: data.text });
  show(data.findings);
});
worker.addEventListener('error', ({ message }) => {
  status.textContent = `The linter could not be loaded: ${message}`;
});

function show(findings: readonly Finding[]): void {
  const diagnostics = findings.map(({ from, message, repairs, rule, to }) => ({
    from,
    to: Math.max(to, from),
    severity: 'error' as const,
    source: rule,
    message,
    actions: repairs.map((repair) => ({ name: repair.title, apply: () => { replace(repair); } })),
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
  list.replaceChildren(...findings.map(createItem));
  fix.disabled = !findings.some(({ repairs }) => repairs[0]?.title === 'Fix');
  status.textContent = findings.length === 0 ? 'No findings.' : `${String(findings.length)} finding${findings.length === 1 ? '' : 's'}.`;
}

function createItem({ column, from, line, message, repairs, rule, url }: Finding): HTMLLIElement {
  const text = document.createElement('p');
  // Messages quote code between backticks.
  text.append(...message.split('`').map((part, index) => (index % 2 === 1 ? Object.assign(document.createElement('code'), { textContent: part }) : part)));
  const place = Object.assign(document.createElement('p'), { className: 'place' });
  const name = url === undefined ? document.createElement('span') : Object.assign(document.createElement('a'), { href: url });
  name.textContent = rule;
  place.append(`${String(line)}:${String(column)} `, name);
  const buttons = repairs.map((repair) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: repair.title.replaceAll('`', '') });
    button.addEventListener('click', () => { replace(repair); });
    return button;
  });
  const item = document.createElement('li');
  item.append(text, place, ...buttons);
  text.addEventListener('click', () => {
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  });
  return item;
}

select.append(...EXAMPLES.map(({ title }, index) => new Option(title, String(index))));
select.addEventListener('change', () => {
  const example = EXAMPLES[Number(select.value)];
  if (example) open(example.text, example.language);
});
fix.addEventListener('click', () => { send('fix'); });
find('share').addEventListener('click', () => {
  void encode({ language, text: view.state.doc.toString() }).then(async (hash) => {
    location.hash = hash;
    await navigator.clipboard.writeText(location.href).then(() => { status.textContent = 'Copied.'; }, () => { status.textContent = 'The link is in the address bar.'; });
  });
});

const [first] = EXAMPLES;
const shared = (await decode(location.hash)) ?? first;
if (shared) open(shared.text, shared.language);
