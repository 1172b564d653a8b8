const NPX = 'npx eslint-plugin-async-orm';

const COMMON = `  -h, --help                print this
  -v, --version             print the version
`;

const LINT_OPTIONS = `Options:
  -f, --format <name>       one of ESLint's formatters: stylish, json, html, or one that is installed
  -o, --output-file <file>  write the report to a file
  --max-warnings <number>   fail on more warnings than that
  --quiet                   report errors only
  --report <file>           write a page for people: findings by rule and file, with their code, the calls that lead to a
                            query, and what the fixes change
  --no-error-on-unmatched-pattern
                            end with 0 where there is nothing to check
${COMMON}`;

const STATUS = 'Ends with 0 if nothing was found, 1 if something was, 2 if it could not run.\n';

export const HELP = `Usage: ${NPX} <command>

  check [paths]  report floating and blocking queries, and writes that lack a transaction, in the Python and
                 TypeScript files of folders, files or globs; no configuration is read or needed
  fix [paths]    the same, and write the fixes that are safe
  init           write an ESLint configuration for the languages of this folder
  inspect [package or tsconfig]
                 print what the linter believes of an ORM

Options:
${COMMON}
${NPX} <command> --help tells more.

Examples:
  ${NPX} check            everything here
  ${NPX} fix shop         the fixes of one folder
  ${NPX} check --report report.html
  ${NPX} inspect kysely   what a package exports, as installed here

${STATUS}`;

export const CHECK_HELP = `Usage: ${NPX} check [paths]

Reports floating and blocking queries, and writes that lack a transaction, in the Python and TypeScript files of folders,
files or globs, or of this folder. No configuration is read or needed. What was installed, generated or built, and what
.gitignore names, is left out.

${LINT_OPTIONS}
${STATUS}`;

export const FIX_HELP = `Usage: ${NPX} fix [paths]

Writes the fixes that are safe, and reports what is left, as check does. A fix is safe if the result parses, type-checks, keeps
every comment and does the same without blocking.

${LINT_OPTIONS}
Ends with 0 if nothing is left, 1 if something is, 2 if it could not run.
`;

export const INIT_HELP = `Usage: ${NPX} init

Writes eslint.config.js, or eslint.config.mjs, with the preset for the languages of this folder. A configuration that is there gets
the preset as its first block if that is safe; otherwise nothing is changed, and what to add is printed.

Options:
${COMMON}
Ends with 0 if the configuration has the preset, 1 if it has to be added by hand, 2 if it could not run.
`;

export const INSPECT_HELP = `Usage: ${NPX} inspect [package or tsconfig]

Prints what the linter believes of an ORM: for each of its types, which operations are lazy, async or sync with an async twin,
what evaluates a query, what opens a transaction, what writes and locks rows. Without an argument: every ORM of the tsconfig.json
here, and what the project derives from it.

Options:
  --json                    print plain data instead of tables
${COMMON}
Ends with 0, 1 if there is nothing of that name, 2 if it could not run.
`;
