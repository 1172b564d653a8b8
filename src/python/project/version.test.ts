import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../dev/temporary-folder.ts';
import { findLowest, isFloor, readSpecifier } from './requirements.ts';
import { findVersion } from './version.ts';

let project: TemporaryFolder;

afterEach(() => {
  vi.useRealTimers();
  project.remove();
});

function versionOf(files: Readonly<Record<string, string>>, folder = '.', sitePackages: readonly string[] = []): string | undefined {
  project = createTemporaryFolder({ '.git/HEAD': '', ...files });
  return find(folder, sitePackages);
}

function find(folder = '.', sitePackages: readonly string[] = []): string | undefined {
  const found = findVersion('django', project.at(folder), sitePackages.map((path) => project.at(path)));
  return found && `${found.version.join('.')} ${found.source.slice(project.path.length + 1).replaceAll('\\', '/')}`;
}

describe('the version of a distribution', () => {
  it.each<[string, string, string | undefined]>([
    ['uv.lock', '[[package]]\nname = "asgiref"\nversion = "3.8"\n[[package]]\nname = "django"\nversion = "5.2.1"', '5.2'],
    ['uv.lock', '[[package]]\nname = "django"\nversion = "5.2.1"\n[[package]]\nname = "django"\nversion = "4.2.20"', '4.2'],
    ['poetry.lock', '[[package]]\nname = "Django"\nversion = "4.2"', '4.2'],
    ['pdm.lock', '[[package]]\nname = "django"\nversion = "6.0a1"', '6.0'],
    ['Pipfile.lock', '{"default": {"django": {"version": "==4.2.7"}}}', '4.2'],
    ['Pipfile.lock', '{"default": {}, "develop": {"django": {"version": "==5.1"}}}', '5.1'],
    ['Pipfile', '[packages]\ndjango = "~=5.0"', '5.0'],
    ['requirements.txt', '# ours\nasgiref==3.8.1\nDjango[argon2] == 5.1.4 \\\n    --hash=sha256:abc  # pinned\n', '5.1'],
    ['requirements.txt', 'Django (>=4.2,<5.3)', '4.2'],
    ['requirements.txt', 'django-stubs==5.2\ndjangorestframework==3.15', undefined],
    ['requirements.txt', 'django', undefined],
    ['requirements.txt', 'django @ git+https://github.com/django/django@stable/5.2.x', undefined],
    ['requirements-dev.txt', 'django==5.0', '5.0'],
    ['requirements/base.txt', 'django==5.0', '5.0'],
    ['pyproject.toml', '[project]\ndependencies = ["Django>=4.2,<5.3"]', '4.2'],
    ['pyproject.toml', '[project.optional-dependencies]\nweb = ["Django>=5.1"]', '5.1'],
    ['pyproject.toml', '[dependency-groups]\ndev = [{ include-group = "lint" }, "Django~=5.2.1"]', '5.2'],
    ['pyproject.toml', '[tool.uv]\ndev-dependencies = ["django>5.1"]', '5.1'],
    ['pyproject.toml', '[tool.pdm.dev-dependencies]\ntest = ["django>=5"]', '5.0'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.12"\nDjango = "^5.1.2"', '5.1'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ndjango = { version = "~4.2", extras = ["argon2"] }', '4.2'],
    ['pyproject.toml', '[tool.poetry.group.web.dependencies]\ndjango = [{ version = "^5.2", python = ">=3.10" }, { version = "4.2.*", python = "<3.10" }]', '4.2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ndjango = { git = "https://github.com/django/django" }', undefined],
    ['setup.cfg', '[metadata]\nclassifiers =\n    Framework :: Django :: 5.2\n[options]\ninstall_requires =\n    Django >= 4.1\n    asgiref', '4.1'],
    ['setup.cfg', '[options]\ninstall_requires = Django>=4.1', '4.1'],
    ['setup.py', "from setuptools import setup\nsetup(name='a', classifiers=['Framework :: Django :: 5.2'], install_requires=['asgiref>=3', 'Django>=3.2'])", '3.2'],
    ['setup.py', 'raise SystemExit("not run")', undefined],
  ])('is read from %s: %j', (file, text, version) => {
    expect(versionOf({ [file]: text })).toBe(version && `${version} ${file}`);
  });

  it.each([
    ['.venv/lib/python3.13/site-packages', 'Django-5.2.4.dist-info'],
    ['.venv/lib/python3.13/site-packages', 'django-5.2.dist-info'],
    ['lib', 'Django-5.2.4-py3.9.egg-info'],
  ])('is that of what is installed: %s/%s', (sitePackages, info) => {
    const files = { [`${sitePackages}/${info}/METADATA`]: '', [`${sitePackages}/django_stubs-4.0.dist-info/METADATA`]: '', 'requirements.txt': 'django==4.2' };
    expect(versionOf(files, '.', ['gone', sitePackages])).toBe(`5.2 ${sitePackages}/${info}`);
  });

  it('is what is locked before what is required, wherever in the repository', () => {
    const files = {
      'uv.lock': '[[package]]\nname = "django"\nversion = "5.2"',
      'web/requirements.txt': 'django>=4.2',
      'web/pyproject.toml': '[project]\ndependencies = ["django>=4.1"]',
    };
    expect(versionOf(files, 'web/shop')).toBe('5.2 uv.lock');
    project.remove();
    expect(versionOf({ ...files, 'uv.lock': '' }, 'web/shop')).toBe('4.2 web/requirements.txt');
    project.remove();
    expect(versionOf({ ...files, 'web/.git': '' }, 'web/shop')).toBe('4.2 web/requirements.txt');
  });

  it('follows includes, once each', () => {
    expect(
      versionOf({
        'requirements.txt': '-r requirements/production.txt\n-r https://example.org/requirements.txt\n',
        'requirements/production.txt': '-r base.in\n--constraint=../constraints.pip\n-r production.txt',
        'requirements/base.in': '-r ../requirements.txt\nasgiref\n-r missing.txt',
        'constraints.pip': 'django==5.1.3',
      }),
    ).toBe('5.1 constraints.pip');
  });

  it('is the lowest of several requirement files, unless requirements.txt says it', () => {
    const files = { 'requirements/a.txt': 'django==5.1', 'requirements/b.txt': 'django==4.2', 'requirements/c.txt': 'django==5.2' };
    expect(versionOf(files)).toBe('4.2 requirements/b.txt');
    project.remove();
    expect(versionOf({ ...files, 'requirements.txt': 'django==5.0' })).toBe('5.0 requirements.txt');
  });

  it.each([
    ['uv.lock', '[[package]\nname ='],
    ['uv.lock', 'package = 1'],
    ['poetry.lock', '[[package]]\nname = 1\nversion = 2'],
    ['Pipfile.lock', '{"default": {"django": "=="'],
    ['Pipfile.lock', '{"default": {"django": {"version": 5}}, "develop": null}'],
    ['pyproject.toml', '[project\ndependencies = '],
    ['pyproject.toml', '[project]\ndependencies = "django"\n[tool]\npoetry = []'],
    ['setup.cfg', '\0'],
  ])('is sought elsewhere when %s is bad: %j', (file, text) => {
    expect(versionOf({ [file]: text, 'setup.py': 'setup(install_requires=["django>=3.2"])' })).toBe('3.2 setup.py');
  });

  it('changes with its file', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    expect(versionOf({ 'requirements.txt': 'django==5.1' })).toBe('5.1 requirements.txt');
    project.write({ 'requirements.txt': 'django==5.2' });
    vi.advanceTimersByTime(1001);
    expect(find()).toBe('5.2 requirements.txt');
  });
});

describe('a requirement', () => {
  it.each([
    ['Django', 'django', ''],
    ['  django[argon2, bcrypt]>=4.2 ; python_version < "3.10"', 'Django', '>=4.2'],
    ['foo_bar.baz==1', 'foo-bar-baz', '==1'],
    ['djangorestframework>=3', 'django', undefined],
    ['-e .', 'django', undefined],
    ['', 'django', undefined],
  ])('%j demands of %s', (requirement, distribution, specifier) => {
    project = createTemporaryFolder();
    expect(readSpecifier(requirement, distribution)).toBe(specifier);
  });

  it.each<[string, readonly [number, number] | undefined]>([
    ['>=4.2,<5.3', [4, 2]],
    ['<5.3, >= 4.2', [4, 2]],
    ['~=5.0', [5, 0]],
    ['==5.1.*', [5, 1]],
    ['===5.1', [5, 1]],
    ['>4', [4, 0]],
    ['>=4.2,>=5.0', [5, 0]],
    ['>=4.2,!=5.0', [4, 2]],
    ['^5.1', [5, 1]],
    ['5.1.*', [5, 1]],
    ['^4.2 || ^5.2', [4, 2]],
    ['>=4.2 || <4', undefined],
    ['>=10.12', [10, 12]],
    ['<6', undefined],
    ['!=5', undefined],
    ['*', undefined],
    ['', undefined],
    ['==1!5.0', undefined],
    ['@ https://example.org/django-5.2.zip', undefined],
    ['==5.dev1', [5, 0]],
    ['>=', undefined],
  ])('%j allows at least', (specifier, version) => {
    project = createTemporaryFolder();
    expect(findLowest(specifier)).toEqual(version);
  });
});

describe('a version that is only the lowest', () => {
  it.each([
    ['requirements.txt', 'Django>=4.2\n', true],
    ['requirements.txt', 'Django>=4.2,<5.3\n', true],
    ['requirements.txt', 'Django~=4.2\n', true],
    ['requirements.txt', 'Django~=4.2.1\n', false],
    ['requirements.txt', 'Django==4.2.1\n', false],
    ['poetry.lock', '[[package]]\nname = "django"\nversion = "4.2.30"\n', false],
    ['poetry.lock', '[[package]]\nname = "django"\nversion = "4.2.30"\n\n[[package]]\nname = "django"\nversion = "5.2.15"\n', true],
  ])('is told from the one in use: %s with %j', (name, text, isLowest) => {
    project = createTemporaryFolder({ [name]: text });
    const found = findVersion('django', project.path, []);
    expect(found?.version).toEqual([4, 2]);
    expect(found && isFloor(found.version)).toBe(isLowest);
  });
});
