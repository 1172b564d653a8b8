/** Folders of what was installed, generated or built. ESLint itself leaves out node_modules and .git. */
export const IGNORED_NAMES: readonly string[] = [
  ...['.bzr', '.direnv', '.eggs', '.hg', '.mypy_cache', '.next', '.nox', '.nuxt', '.pyenv', '.pytest_cache', '.ruff_cache', '.svn', '.tox', '.venv'],
  ...['__pycache__', '__pypackages__', '_build', 'build', 'coverage', 'dist', 'site-packages', 'venv'],
];
