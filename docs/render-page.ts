import type { Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import { isConfig, loadConfig } from './config-snippets.ts';
import { inspect } from '../src/cli/inspect-target.ts';
import { annotate, compare, lintExample, repairExample } from './examples.ts';
import { isExample, printBlock, type Block, type Page } from './page.ts';

const COMPARISON = /^\| `([^`]+;)` \|.*$/gmu;
const INSPECT = /^\$ npx async-orm inspect (\S+)\n/u;
const QUOTE = /^\n(?:>[^\n]*\n)+/u;

/** The page with marks, messages and repaired code as the rules give them today. */
export function renderPage({ parts }: Page, describeRules: boolean): string {
  let example: Block | undefined;
  let config: Block | undefined;
  let quote: string | undefined;
  return parts
    .map((part) => {
      if (typeof part === 'string') {
        const text = quote === undefined ? part : quote + part.replace(QUOTE, '');
        quote = undefined;
        return text.replaceAll(COMPARISON, (_, statement: string) => printComparison(statement));
      }
      const settings = config?.heading === part.heading ? findSettings(loadConfig(config.code)) : undefined;
      if (isConfig(part)) config = part;
      if (part.note === 'fixed' || part.note === 'suggested') return printBlock({ ...part, code: repairExample(getExample(part), part.note, settings) });
      if (part.note.includes('/')) return printBlock({ ...part, code: readFileSync(new URL(`../${part.note}`, import.meta.url), 'utf8') });
      if (INSPECT.test(part.code)) return printBlock({ ...part, code: printInspection(part.code) });
      if (!isExample(part)) return printBlock(part);
      example = part;
      const annotated = annotate(part, lintExample(part, settings).messages, describeRules);
      quote = annotated.quote === '' ? '' : `\n${annotated.quote}\n`;
      return printBlock({ ...part, code: annotated.code });
    })
    .join('');

  function getExample({ line }: Block): Block {
    if (!example) throw new Error(`Nothing to repair before line ${line}.`);
    return example;
  }
}

function printComparison(statement: string): string {
  const cells = compare(statement).map((names) => (names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', ')));
  return `| \`${statement}\` | ${cells.join(' | ')} |`;
}

/** The tables of those types that the block shows. */
function printInspection(code: string): string {
  const [command = '', target = ''] = INSPECT.exec(code) ?? [];
  const inspection = inspect(target, process.cwd(), false, { color: false, width: 110 });
  if ('problem' in inspection) throw new Error(inspection.problem);
  const shown = new Set(code.split('\n'));
  const tables = inspection.text.split('\n\n').filter((table) => shown.has(table.split('\n', 1)[0] ?? ''));
  return `${command}\n${tables.join('\n\n').trimEnd()}\n`;
}

/** The settings that a configuration holds. */
export function findSettings(config: readonly Linter.Config[]): Record<string, object> | undefined {
  return config.find(({ settings }) => settings && 'async-orm' in settings)?.settings as Record<string, object> | undefined;
}
