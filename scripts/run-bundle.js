// Runs omnicrm.cjs with the code V8 compiled when it was built; another version of Node just compiles it again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const bundle = fileURLToPath(new URL('omnicrm.cjs', import.meta.url));
const cache = fileURLToPath(new URL('omnicrm.cache', import.meta.url));
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(bundle, 'latin1')}\n})`;
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(source, { filename: bundle, ...(cachedData && { cachedData }) });
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
if (process.env['OMNICRM_WRITE_CODE_CACHE']) {
  process.once('exit', () => writeFileSync(cache, script.createCachedData()));
}
