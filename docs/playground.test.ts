import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, startBrowser } from '../src/dev/browser.ts';

const ROOT = fileURLToPath(new URL('playground/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const chromium = findChromium();
if (chromium === undefined) console.warn('No Chromium is installed: the playground is not tested. `apt-get install chromium`, or set CHROMIUM.');

let server: Server;
let browser: Browser;
let page: Page;
const problems: string[] = [];

/** The address of the playground, with something after `#`. */
const getAddress = (hash = '') => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/${hash}`;
const readStatus = () => page.textContent('#status');
const readCode = async () => (await page.locator('.cm-line').allTextContents()).join('\n');
const listFindings = () => page.locator('#findings a').allTextContents();

async function type(text: string): Promise<void> {
  await page.locator('.cm-content').fill(text);
}

describe.skipIf(chromium === undefined)('the playground', () => {
  beforeAll(async () => {
    const { status, stderr } = spawnSync('npm', ['run', '--silent', 'build:playground'], { cwd: join(ROOT, '../..'), encoding: 'utf8', shell: true });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    server = createServer(({ url = '/' }, response) => {
      const path = join(ROOT, url === '/' ? 'index.html' : url);
      if (!existsSync(path)) response.writeHead(404).end();
      else createReadStream(path).pipe(response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }));
    }).listen(0, '127.0.0.1');
    browser = await startBrowser(chromium ?? '');
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => problems.push(message));
    await page.goto(getAddress());
    await page.waitForSelector('#findings li', { timeout: 30_000 });
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('shows a squiggle where a bug is typed, and fixes it', async () => {
    await type('from school.models import Student\n\n\nasync def show(request):\n    return Student.objects.get(pk=1)\n');
    await expect.poll(listFindings).toEqual(['async-orm/no-sync-query-in-async']);
    expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['get']);
    await page.click('#fix');
    await expect.poll(readCode).toContain('    return await Student.objects.aget(pk=1)');
    await expect.poll(readStatus).toBe('No findings.');
  });

  it('applies one suggestion', async () => {
    await type('from school.models import Student\n\n\nasync def show(request, pk):\n    student = await Student.objects.aget(pk=pk)\n    return student.school.name\n');
    await expect.poll(listFindings).toEqual(['async-orm/no-lazy-relation-in-async']);
    await page.getByRole('button', { name: 'Select school in the query.' }).click();
    await expect.poll(readCode).toContain('Student.objects.select_related("school").aget(pk=pk)');
    await expect.poll(readStatus).toBe('No findings.');
  });

  it('reads the types of an ORM in TypeScript', async () => {
    await page.selectOption('#example', { label: 'TypeScript: a service' });
    await expect.poll(listFindings, { timeout: 30_000 }).toHaveLength(4);
    await page.click('#fix');
    await expect.poll(readCode, { timeout: 10_000 }).toContain('  const student = await Student.objects.aget({ id });');
    expect(await readCode()).toContain('  await student.asave();');
  });

  it('survives half a line', async () => {
    await type('import { Student } from "./models";\nexport async function f() {\n  Student.objects.(\n');
    await expect.poll(() => page.locator('#findings').textContent(), { timeout: 10_000 }).toMatch(/Parsing error/u);
    await type('export const fine = 1;\n');
    await expect.poll(readStatus).toBe('No findings.');
  });

  it('shares code by its address', async () => {
    const code = 'const title = "d\u00e9j\u00e0 \u2713";\n';
    await type(code);
    await page.click('#share');
    await expect.poll(() => page.url()).toMatch(/#typescript\/[\w-]+$/u);
    const other = await browser.newPage();
    await other.goto(page.url());
    await expect.poll(() => other.locator('.cm-line').first().textContent()).toBe(code.trimEnd());
    await other.goto(getAddress('#python/nonsense'));
    await other.reload();
    await expect.poll(() => other.locator('.cm-line').first().textContent()).toContain('django');
    await other.close();
  });

  it('reports no error of its own', () => {
    expect(problems).toEqual([]);
  });
});
