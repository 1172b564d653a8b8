/** Made when the playground is built: texts by the absolute path that the linter finds them at. */
declare module 'bundled-files' {
  const files: Readonly<Record<string, string>>;
  export default files;
}
