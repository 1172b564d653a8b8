import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, startBrowser } from '../dev/browser.ts';
import { getProjectPath } from '../dev/projects.ts';
import { createTemporaryFolder, type TemporaryFolder } from '../dev/temporary-folder.ts';
import { run } from './main.ts';

const chromium = findChromium();
if (chromium === undefined) console.warn('No Chromium is installed: the report is not looked at. `apt-get install chromium`, or set CHROMIUM.');

describe.skipIf(chromium === undefined)('the report in a browser', () => {
  let folder: TemporaryFolder;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const problems: string[] = [];
  const countShown = async (selector: string) => page.locator(`${selector}:visible`).count();

  beforeAll(async () => {
    folder = createTemporaryFolder();
    expect(await run(['check', '--report', folder.at('report.html')], getProjectPath('school-django', 'before'), { color: false, width: 100 })).toMatchObject({ status: 1 });
    browser = await startBrowser(chromium ?? '');
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(pathToFileURL(folder.at('report.html')).href);
  });

  afterAll(async () => {
    await browser.close();
    folder.remove();
  });

  it('shows each finding with its code, the mark in it and its repairs', async () => {
    const findings = Number((await page.title()).replace(/\D/gu, ''));
    expect(findings).toBeGreaterThan(20);
    expect(await countShown('article')).toBe(findings);
    expect(await page.locator('article', { hasNot: page.locator('mark') }).count()).toBe(0);
    const repair = page.locator('details').first();
    expect(await repair.locator('.added').first().isVisible()).toBe(false);
    await repair.locator('summary').click();
    expect(await repair.locator('.added').first().isVisible()).toBe(true);
  });

  it('hides the findings of a rule, and files that have no other', async () => {
    const [before, sections] = [await countShown('article'), await countShown('section')];
    const box = page.locator('input[value="async-orm/no-sync-query-in-async"]');
    await box.uncheck();
    expect(await countShown('article[data-rule="async-orm/no-sync-query-in-async"]')).toBe(0);
    expect(await countShown('article')).toBeGreaterThan(0);
    expect(await countShown('section')).toBeLessThan(sections);
    await box.check();
    expect(await countShown('article')).toBe(before);
  });

  it('stays within a narrow screen, and reads on a dark one', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth <= 400')).toBe(true);
    const readColours = () => page.evaluate('[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor].join()');
    const light = await readColours();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await readColours()).not.toBe(light);
  });

  it('asks for nothing and fails nowhere', () => {
    expect({ requests: requests.slice(1), problems }).toEqual({ requests: [], problems: [] });
  });
});
