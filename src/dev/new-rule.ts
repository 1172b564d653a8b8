import { existsSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { generateRules, listNames, type GeneratedFile } from './generate.ts';

/** The three files of a new rule, as the house style has them; they compile, and fail until they say something. */
export function scaffoldRule(name: string): readonly GeneratedFile[] {
  return [
    { path: `rules/${name}.ts`, text: scaffoldModule(name) },
    { path: `rules/${name}.test.ts`, text: scaffoldTest(name) },
    { path: `docs/rules/${name}.md`, text: scaffoldPage(name) },
  ];
}

export function isRuleName(name: string): boolean {
  return /^(?:no|require)(?:-[a-z]+)+$/u.test(name);
}

/** @example toMessageId('no-floating-query') // 'floatingQuery' */
function toMessageId(name: string): string {
  return name.replace(/^(?:no|require)-/u, '').replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

function scaffoldModule(name: string): string {
  const messageId = toMessageId(name);
  return `import { createRule, LANGUAGES } from '../src/eslint/create-rule.ts';
import { reportQueries } from '../src/eslint/report-queries.ts';

export default createRule<[], '${messageId}'>({
  name: '${name}',
  meta: {
    type: 'problem',
    languages: LANGUAGES,
    docs: { description: '${name.startsWith('no-') ? 'Disallow' : 'Require'} TODO', recommended: false },
    schema: [],
    messages: {
      ${messageId}: 'TODO: \`{{operation}}\` of \`{{receiver}}\`.',
    },
  },
  defaultOptions: [],
  create: (context) =>
    reportQueries(context, ({ text, receiverType }) => ({
      messageId: '${messageId}',
      data: { operation: text, receiver: receiverType },
      repairs: [],
    })),
});
`;
}

function scaffoldTest(name: string): string {
  return `import { typed } from '../src/dev/testers.ts';
import rule from './${name}.ts';

const models = \`import { Model, manager } from 'django-orm';
class Student extends Model { static objects = manager(Student); name = ''; }\`;

typed('django').run('${name}', rule, {
  valid: [{ name: 'TODO: the false alarm this prevents', code: \`\${models}\\nexport const find = () => Student.objects.get();\` }],
  invalid: [
    {
      name: 'TODO: one defect',
      code: \`\${models}\\nexport const find = async () => Student.objects.get();\`,
      errors: [{ messageId: '${toMessageId(name)}', data: { operation: 'Student.objects.get', receiver: 'Manager<Student>' }, line: 3, column: 49, endLine: 3, endColumn: 52 }],
    },
  ],
});
`;
}

function scaffoldPage(name: string): string {
  return `# async-orm/${name}

<!-- end auto-generated rule header -->

TODO: what it reports, and why it hurts in production.

## Examples

### Incorrect

\`\`\`ts
export async function todo() {}
\`\`\`

### Correct

\`\`\`ts
export async function todo() {}
\`\`\`

## Fix safety

TODO: what the fix guarantees, and when it becomes a suggestion.

## Limits

TODO: known limits, when not to use the rule, related rules.
`;
}

function main([name = '']: readonly string[]): void {
  const files = scaffoldRule(name);
  const taken = files.find(({ path }) => existsSync(path));
  if (!isRuleName(name) || taken) {
    console.error(taken ? `${taken.path} exists.` : 'Give a name that states a defect or a guarantee: npm run new no-floating-query');
    process.exitCode = 1;
    return;
  }
  for (const { path, text } of files) writeFileSync(path, text);
  const index = generateRules(listNames('rules'));
  writeFileSync(index.path, index.text);
  console.log(`${files.map(({ path }) => path).join('\n')}\nThen: npm run build && npm run docs`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
