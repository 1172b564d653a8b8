/** Where the bundled project lies. */
export const cwd = (): string => '/project';
export const env: Readonly<Record<string, string>> = {};
export const platform = 'linux';
/** The global of the same name, which the linter's dependencies look at when they are loaded. */
export const process = { argv: [], browser: true, cwd, emitWarning: () => undefined, env, platform, versions: {} };
export default { cwd, env, platform };
