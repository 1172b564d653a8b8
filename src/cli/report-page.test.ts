import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import { highlight } from './highlight.ts';
import { formatMessage, html } from './html.ts';
import { run } from './main.ts';

const FILES = {
  'manage.py': '',
  'requirements.txt': 'django==5.2.1\n',
  'shop/__init__.py': '',
  'shop/models.py': 'from django.db import models\n\n\nclass Order(models.Model):\n    note = models.TextField()\n',
  'shop/services.py': 'from .models import Order\n\n\ndef count():\n    return total()\n\n\ndef total():\n    return Order.objects.count()\n',
  'shop/views.py':
    'from .models import Order\nfrom .services import count\n\n\nasync def show(request):\n    text = "<b>&"\n    order = Order.objects.get(note=text)\n    return count(), order\n',
  'shop/broken.py': 'def f(:\n    pass\n',
};

let project: TemporaryFolder;

afterEach(() => {
  project.remove();
});

async function report(files: Readonly<Record<string, string>>, command = 'check'): Promise<string> {
  project = createTemporaryFolder(files);
  const { status } = await run([command, '--report', 'out/report.html'], project.path, { color: false, width: 100 });
  expect(status).not.toBe(2);
  return readFileSync(project.at('out/report.html'), 'utf8');
}

/** What a reader sees of the page. */
const readText = (page: string) =>
  page
    .replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/gu, '')
    .replaceAll(/<[^>]+>/gu, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('the report', () => {
  it('shows findings by rule and file, with their code', async () => {
    const page = await report(FILES);
    const text = readText(page);
    expect(text).toContain('async-orm/no-sync-query-in-async 2');
    expect(text).toContain('shop/views.py 2');
    expect(text).toContain('shop/views.py:7:27 async-orm/no-sync-query-in-async');
    expect(text).toContain('    text = "<b>&"\n    order = Order.objects.get(note=text)\n    return count(), order\n');
    expect(page).toContain('Order.objects.<mark>get</mark>(note=text)');
    expect(page).toContain('<a href="https://');
    expect(text).toMatch(/shop\/broken\.py 1\s/u);
  });

  it('shows the way from a call to its query', async () => {
    const page = await report(FILES);
    expect(readText(page)).toContain('count runs QuerySet.count in shop/services.py:9 and blocks the event loop.');
    expect(page).toContain('<ol class="path"><li><code>count</code> shop/services.py:5</li><li><code>total</code> shop/services.py:9</li></ol>');
  });

  it('shows what a fix takes away and what it brings', async () => {
    const page = await report(FILES);
    const changes = [...page.matchAll(/<span class="line (added|removed)"[^>]*>(.*)<\/span>$/gmu)].map(([, change = '', code = '']) => `${change} ${readText(code)}`);
    expect(changes).toContain('removed     order = Order.objects.get(note=text)');
    expect(changes).toContain('added     order = await Order.objects.aget(note=text)');
  });

  it('needs nothing from elsewhere', async () => {
    const page = await report(FILES);
    expect(page).not.toMatch(/<(?:link|img|iframe)\b|<script [^>]*src|@import|url\(/u);
  });

  it('shows what is left after fixes', async () => {
    const page = await report(FILES, 'fix');
    expect(readText(page)).toContain('    order = await Order.objects.aget(note=text)\n    return count(), order\n');
    expect(page).toContain('<mark>count</mark>');
  });

  it('is a page where nothing was found, too', async () => {
    const page = await report({ 'a.py': 'x = 1\n' });
    expect(page).toContain('<title>async-orm: 0 findings</title>');
    expect(page).not.toContain('<section>');
  });
});

describe('HTML', () => {
  it('escapes what it is given', () => {
    expect(html`<p title="${'"<&\'>'}">${[html`<b>${1}</b>`]}</p>`.html).toBe('<p title="&quot;&lt;&amp;&#39;&gt;"><b>1</b></p>');
  });

  it.each([
    ['`a` runs `<b>`', '<code>a</code> runs <code>&lt;b&gt;</code>'],
    ['a ` b', 'a ` b'],
  ])('marks code in %j', (message, expected) => {
    expect(formatMessage(message).html).toBe(expected);
  });

  it('marks across the colours of a line', () => {
    const code = highlight('x = """a\nb < c"""\n', 'a.py');
    expect(code.print(2, [2, 5]).html).toBe('<span class="hljs-string">b <mark>&lt; c</mark>&quot;&quot;&quot;</span>');
    expect(code.print(1, [0, Infinity]).html).toBe('<mark>x = </mark><span class="hljs-string"><mark>&quot;&quot;&quot;a</mark></span>');
  });
});
