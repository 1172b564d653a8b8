export const HELP = `Usage: npx eslint-plugin-async-orm <command>

  check [paths]  report floating and blocking queries, and writes that lack a transaction, in the Python and
                 TypeScript files of folders, files or globs; no configuration is read or needed
  fix [paths]    the same, and write the fixes that are safe
  inspect [package or tsconfig]
                 print what the linter believes of an ORM: for each of its types, which operations are lazy, async or
                 sync with an async twin, what evaluates a query, what opens a transaction, what writes and locks rows

Options of check and fix:
  -f, --format <name>       one of ESLint's formatters: stylish, json, html, or one that is installed
  -o, --output-file <file>  write the report to a file
  --max-warnings <number>   fail on more warnings than that
  --quiet                   report errors only
  --report <file>           write a page for people: findings by rule and file, with their code, the calls that lead to a
                            query, and what the fixes change

Options of inspect:
  --json                    print plain data instead of tables

  -h, --help                print this
  -v, --version             print the version

Examples:
  npx eslint-plugin-async-orm check            everything here
  npx eslint-plugin-async-orm fix shop         the fixes of one folder
  npx eslint-plugin-async-orm check --report report.html
  npx eslint-plugin-async-orm inspect          every ORM of the tsconfig.json here, and what the project derives from it
  npx eslint-plugin-async-orm inspect kysely   what a package exports, as installed here

Ends with 0 if nothing was found, 1 if something was, 2 if it could not run.
`;
