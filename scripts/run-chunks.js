// Runs the bundled command line with the code that V8 compiled when it was built; another version of Node compiles it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// Most commands live for less than a second: optimised code, of JavaScript or of undici's parser in WebAssembly, costs them more
// than it brings. With these V8 begins later; what lives long is optimised all the same. Set before code is loaded, since V8
// takes compiled code only under the flags that it was made with.
for (const flag of ['--interrupt-budget=1000000', '--wasm-tiering-budget=2000000000', '--wasm-lazy-compilation'])
  setFlagsFromString(flag);

const folder = dirname(fileURLToPath(import.meta.url));
const nodeRequire = createRequire(import.meta.url);
const chunks = new Map();
const scripts = new Map();

requireChunk('./omnicrm.js');
if (process.env['OMNICRM_WRITE_CODE_CACHE'] === '1') process.once('exit', writeCaches);

/** A chunk's exports; everything that is no chunk is Node's. */
function requireChunk(name) {
  if (!name.startsWith('./')) return nodeRequire(name);
  const loaded = chunks.get(name);
  if (loaded !== undefined) return loaded.exports;
  const module = { exports: {} };
  chunks.set(name, module);
  const path = join(folder, name.replace(/\.js$/, ''));
  compile(path)(module.exports, requireChunk, module, `${path}.cjs`);
  return module.exports;
}

function compile(path) {
  // esbuild writes ASCII only: latin1 spares the decoding.
  const source = readFileSync(`${path}.cjs`, 'latin1');
  const script = new Script(source, { filename: `${path}.cjs`, cachedData: readCache(path) });
  scripts.set(path, script);
  return script.runInThisContext();
}

function readCache(path) {
  try {
    return readFileSync(`${path}.cache`);
  } catch {
    return undefined;
  }
}

/** The build asks for it after a run: then the functions that this run compiled are known. */
function writeCaches() {
  for (const [path, script] of scripts) writeFileSync(`${path}.cache`, script.createCachedData());
}
