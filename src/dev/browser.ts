import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine, by `CHROMIUM` or on the `PATH`; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const named = env['CHROMIUM'];
  const folders = (env['PATH'] ?? '').split(delimiter);
  return named ?? folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Starts it without a window. */
export function startBrowser(executablePath: string): Promise<Browser> {
  // In containers, where the user is root, Chromium refuses to start with its sandbox.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
