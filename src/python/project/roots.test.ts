import { afterEach, describe, expect, it } from 'vitest';
import { createTemporaryFolder, type TemporaryFolder } from '../../dev/temporary-folder.ts';
import { findRoots } from './roots.ts';

let project: TemporaryFolder;

afterEach(() => {
  project.remove();
});

/** Roots of a file, relative to the project, `.` being its folder. */
function rootsOf(file: string, files: Readonly<Record<string, string>>): readonly string[] {
  project = createTemporaryFolder({ '.git/HEAD': '', [file]: '', ...files });
  return findRoots(project.at(file)).map((root) => root.slice(project.path.length + 1).replaceAll('\\', '/') || '.');
}

describe('the roots of a file', () => {
  it.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['its folder, where nothing says more, and the repository', 'tools/run.py', {}, ['tools', '.']],
    ['the folder above the outermost package', 'lib/a/b/c.py', { 'lib/a/__init__.py': '', 'lib/a/b/__init__.py': '' }, ['lib', '.']],
    ['the folder of manage.py first', 'web/apps/blog/views.py', { 'web/manage.py': '', 'web/apps/blog/__init__.py': '' }, ['web', 'web/apps', '.']],
    ['each folder above that is no package, where a script may lie', 'bot/extensions/a/b.py', { 'bot/extensions/a/__init__.py': '' }, ['bot/extensions', 'bot', '.']],
    ['each project around it, the nearest first', 'web/blog/views.py', { 'web/setup.cfg': '', 'setup.py': '' }, ['web', '.', 'web/blog']],
    ['src beside a project file', 'tests/test_a.py', { 'pyproject.toml': '', 'src/shop/__init__.py': '' }, ['src', '.', 'tests']],
    ['no src that is a package', 'tests/test_a.py', { 'pyproject.toml': '', 'src/__init__.py': '' }, ['.', 'tests']],
    ['a package of stubs', 'stubs/a/b.pyi', { 'stubs/a/__init__.pyi': '' }, ['stubs', '.']],
  ])('are %s', (_, file, files, roots) => {
    expect(rootsOf(file, files)).toEqual(roots);
  });

  it.each([
    ['setuptools, all packages', '[tool.setuptools.package-dir]\n"" = "lib"'],
    ['setuptools, one package', '[tool.setuptools]\npackage-dir = { shop = "lib/shop" }'],
    ['setuptools, where', '[tool.setuptools.packages.find]\nwhere = ["lib"]'],
    ['poetry', '[tool.poetry]\npackages = [{ include = "shop", from = "lib" }]'],
    ['pytest, a list', '[tool.pytest.ini_options]\npythonpath = ["lib", "missing"]'],
    ['pytest, a line', '[tool.pytest.ini_options]\npythonpath = "lib missing"'],
  ])('are those that pyproject.toml configures: %s', (_, pyproject) => {
    expect(rootsOf('tests/test_a.py', { 'pyproject.toml': pyproject, 'lib/shop/a.py': '' })).toEqual(['lib', '.', 'tests']);
  });

  it.each([
    ['broken', '[tool.setuptools\npackage-dir ='],
    ['of other types', '[tool]\nsetuptools = 1\npoetry = { packages = [1, { from = 2 }] }\npytest = { ini_options = { pythonpath = [3] } }'],
    ['about the folder of another package', '[tool.setuptools]\npackage-dir = { shop = "lib/store" }'],
  ])('ignore a pyproject.toml that is %s', (_, pyproject) => {
    expect(rootsOf('tests/test_a.py', { 'pyproject.toml': pyproject, 'lib/store/a.py': '' })).toEqual(['.', 'tests']);
  });

  it('end at the repository, whose .git may be a file', () => {
    project = createTemporaryFolder({ 'manage.py': '', 'inner/.git': 'gitdir: ../.git/modules/inner', 'inner/a.py': '' });
    expect(findRoots(project.at('inner/a.py'))).toEqual([project.at('inner')]);
  });

  it('are found for a file that is not there', () => {
    project = createTemporaryFolder({ '.git/HEAD': '', 'manage.py': '' });
    expect(findRoots(project.at('blog/new.py'))).toEqual([project.path, project.at('blog')]);
  });
});
