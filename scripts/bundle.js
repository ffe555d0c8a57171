// Bundles the command line into a few chunks and keeps V8's compiled code beside each: cron starts omnicrm often.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = process.argv[2] ?? join(root, 'dist/cli');

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
await Promise.all((await splitIntoChunks()).map(writeChunk));
writeFileSync(join(outDir, 'main.js'), readFileSync(join(root, 'scripts/run-chunks.js')));
writeCodeCaches();

/** A command's own code is in chunks that only this command loads. */
async function splitIntoChunks() {
  const { outputFiles } = await build({
    entryPoints: { omnicrm: join(root, 'src/cli/main.ts') },
    outdir: outDir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: ['better-sqlite3'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });
  return outputFiles;
}

/** Chunks become functions, as CommonJS modules are: V8 keeps compiled code of scripts only, not of ES modules. */
async function writeChunk({ path, text }) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    minifyWhitespace: true,
  });
  const url = "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;";
  const head = `(function(exports,require,module,__filename){${code.includes('importMetaUrl') ? url : ''}`;
  writeFileSync(join(outDir, basename(path).replace(/\.js$/, '.cjs')), `${head}${code}})`);
}

/** Runs usual commands once, so that the caches hold the functions they compile. */
function writeCodeCaches() {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-build-'));
  const env = { ...process.env, OMNICRM_HOME: home, OMNICRM_WRITE_CODE_CACHE: '1' };
  const mustRun = words => execFileSync(process.execPath, argv(words), { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    for (const words of ['init --demo', 'status', 'play list', 'play eval {{1+1}}']) mustRun(words);
    // Without the lab the order fails and is undone: it has passed through every floor all the same.
    spawnSync(process.execPath, argv('provision mobile-sim --customer 1 --pick auto'), { env, stdio: 'ignore' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function argv(words) {
  return [join(outDir, 'main.js'), ...words.split(' ')];
}
