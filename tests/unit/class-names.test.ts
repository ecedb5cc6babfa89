import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = path.join(import.meta.dirname, '..', '..', 'renderer');

const filesEndingIn = (ending: string): readonly string[] =>
  readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(RENDERER, file));

const classesIn = (file: string): ReadonlySet<string> =>
  new Set([...readFileSync(file, 'utf8').matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name));

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const shared = new Set(filesEndingIn('parts.css').flatMap((file) => [...classesIn(file)]));

/** The shared classes that markup and modules ask for, each with the file that asks. */
const asked = [
  ...filesEndingIn('.tsx').map((file) => ({ file, pattern: /className="([^"]*)"/g })),
  ...filesEndingIn('.module.css').map((file) => ({ file, pattern: /composes: ([^;]*) from global/g })),
].flatMap(({ file, pattern }) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].flatMap(([, names = '']) =>
    words(names).map((name) => ({ name, file: path.relative(RENDERER, file) })),
  ),
);

test('every shared class that is asked for exists', () => {
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ name }) => !shared.has(name))).toEqual([]);
});

test('every class that a component takes from its module exists there', () => {
  const missing = filesEndingIn('.tsx').flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [...text.matchAll(/import (\w+) from '(.*\.module\.css)'/g)].flatMap(
      ([, variable, module = '']) => {
        const classes = classesIn(path.join(path.dirname(file), module));
        const used = [...text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))];
        return used
          .filter(([, name = '']) => name !== 'module' && !classes.has(name))
          .map(([, name]) => `${name} in ${path.relative(RENDERER, file)}`);
      },
    );
  });
  expect(missing).toEqual([]);
});

test('every class of a module is taken by a component that imports it', () => {
  const components = filesEndingIn('.tsx').map((file) => readFileSync(file, 'utf8'));
  const idle = filesEndingIn('.module.css').flatMap((file) => {
    const importing = components.filter((text) => text.includes(`/${path.basename(file)}'`));
    // Where a class is chosen by a value, its name may stand elsewhere.
    if (importing.some((text) => /className=.*\[\w+(?:\.\w+)?\]/.test(text))) return [];
    const own = [...classesIn(file)].filter((name) => !name.startsWith('react-aria'));
    return own
      .filter((name) => !importing.some((text) => new RegExp(`\\.${name}\\b`).test(text)))
      .map((name) => `${name} in ${path.relative(RENDERER, file)}`);
  });
  expect(idle).toEqual([]);
});
