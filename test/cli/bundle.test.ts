import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/package-root.ts';

const namedImport = /const \{([^}]*)\} = await import\('([a-z@][^']*)'\)/g;

test('no file takes names from a CommonJS package that it loads late: in the bundle it has its default only', () => {
  const taken = sourceFiles().flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(namedImport)].map(([, names = '', name = '']) => ({ file, names, name })),
  );
  assert.ok(taken.length > 0);
  const broken = taken.filter(({ names, name }) => !names.includes('default:') && isCommonJs(name));
  assert.deepEqual(broken, []);
});

function sourceFiles(): string[] {
  const folder = join(packageRoot(), 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter(file => file.endsWith('.ts')).map(file => join(folder, file));
}

/** Whether `require` gives the same file to a bundler for Node as `import` does. */
function isCommonJs(name: string): boolean {
  const file = join(packageRoot(), 'node_modules', name, 'package.json');
  const about: { type?: string; main?: string; exports?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
  return about.type !== 'module' && !JSON.stringify(about.exports ?? {}).includes('"import"');
}
