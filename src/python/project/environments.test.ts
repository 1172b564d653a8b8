import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../dev/temporary-folder.ts';
import { findSitePackages } from './environments.ts';

let project: TemporaryFolder;

afterEach(() => {
  vi.unstubAllEnvs();
  project.remove();
});

function sitePackagesOf(folder: string, files: readonly string[], active = ''): readonly string[] {
  project = createTemporaryFolder({ '.git/HEAD': '', ...Object.fromEntries(files.map((file) => [file, ''])) });
  vi.stubEnv('VIRTUAL_ENV', active && project.at(active));
  return findSitePackages(project.at(folder)).map((path) => path.slice(project.path.length + 1).replaceAll('\\', '/'));
}

describe('site-packages', () => {
  it.each([
    ['.venv/lib/python3.13/site-packages'],
    ['venv/Lib/site-packages'],
    ['env/lib/python3.9/site-packages'],
    ['virtualenv/lib/pypy3.10/site-packages'],
    ['.venv/lib/python3.14t/site-packages'],
    ['__pypackages__/3.12/lib'],
  ])('are found in %s', (path) => {
    expect(sitePackagesOf('.', [`${path}/django/__init__.py`])).toEqual([path]);
  });

  it('are those of the newest Python of an environment', () => {
    expect(sitePackagesOf('.', ['.venv/lib/python3.9/site-packages/a.py', '.venv/lib/python3.13/site-packages/a.py'])).toEqual(['.venv/lib/python3.13/site-packages']);
  });

  it('are those above a folder, up to the repository', () => {
    expect(sitePackagesOf('web/shop', ['.venv/lib/python3.13/site-packages/a.py'])).toEqual(['.venv/lib/python3.13/site-packages']);
    project.remove();
    expect(sitePackagesOf('inner', ['inner/.git/HEAD', '.venv/lib/python3.13/site-packages/a.py'])).toEqual([]);
  });

  it('are those of the active environment where the project has none', () => {
    const elsewhere = 'elsewhere/lib/python3.13/site-packages';
    expect(sitePackagesOf('web', [`${elsewhere}/a.py`], 'elsewhere')).toEqual([elsewhere]);
    project.remove();
    expect(sitePackagesOf('web', [`${elsewhere}/a.py`, 'web/venv/Lib/site-packages/a.py'], 'elsewhere')).toEqual(['web/venv/Lib/site-packages']);
  });

  it('include what is installed as editable', () => {
    const sitePackages = '.venv/lib/python3.13/site-packages';
    project = createTemporaryFolder({ '.git/HEAD': '', 'libs/accounts/src/accounts.py': '' });
    project.write({
      [`${sitePackages}/accounts.pth`]: `# ours\n${project.at('libs/accounts/src')}\r\nimport os; os.remove("x")\n\n/missing\nnested\n`,
      [`${sitePackages}/nested/a.py`]: '',
      [`${sitePackages}/latin.pth`]: Uint8Array.of(0xe9),
    });
    expect(findSitePackages(project.path)).toEqual([project.at(sitePackages), project.at('libs/accounts/src'), project.at(`${sitePackages}/nested`)]);
  });

  it('are none where an environment is missing or foreign', () => {
    expect(sitePackagesOf('.', ['venv', 'env/lib/python/site-packages/a.py', '.venv/lib/python3.13/dist/a.py'], 'gone')).toEqual([]);
  });
});
