// Bundles the command line into a few chunks and keeps V8's compiled code beside each: cron starts omnicrm often.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = process.argv[2] ?? join(root, 'dist/cli');

// Parts of Node that take long to load, for what nothing here asks of these packages: no pool of undici's allows HTTP/2 (it gets
// along without), no command of commander's is a program of its own.
const leftOut = [
  { module: /^node:http2$/, importer: /node_modules.undici/, contents: "throw new Error('left out of the bundle')" },
  { module: /^node:child_process$/, importer: /node_modules.commander/, contents: 'module.exports = {}' },
];

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
await Promise.all((await splitIntoChunks()).map(writeChunk));
writeFileSync(join(outDir, 'main.js'), readFileSync(join(root, 'scripts/run-chunks.js')));
await writeCodeCaches();

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
    external: ['better-sqlite3', 'ssh2'],
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [
      { name: 'bundle-required', setup: bundleRequired },
      { name: 'left-out', setup: leaveOut },
    ],
    write: false,
  });
  return outputFiles;
}

/** What this file requires when it needs it becomes a part of the bundle: there `require` is esbuild's, not one made at run time. */
function bundleRequired({ onLoad }) {
  onLoad({ filter: /network-dispatchers\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path, 'utf8').replace(/^const require = createRequire.*$/m, '');
    return { contents, loader: 'ts' };
  });
}

function leaveOut({ onResolve, onLoad }) {
  for (const { module, importer, contents } of leftOut) {
    const namespace = `left-out:${module.source}`;
    onResolve({ filter: module }, from => (importer.test(from.importer) ? { path: from.path, namespace } : undefined));
    onLoad({ filter: /.*/, namespace }, () => ({ contents }));
  }
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
async function writeCodeCaches() {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-build-'));
  const env = { ...process.env, OMNICRM_HOME: home, OMNICRM_WRITE_CODE_CACHE: '1' };
  const mustRun = words => promisify(execFile)(process.execPath, argv(words), { env });
  const server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    for (const words of ['init --demo', 'status', 'play list', 'play eval {{1+1}}']) await mustRun(words);
    await mustRun(`play run ${writePlay(home, server.address().port)}`);
    // With no backend the order fails and is undone: it has passed through every floor all the same.
    await mustRun('--set lab=false provision mobile-sim --customer 1 --pick auto').catch(() => undefined);
  } finally {
    server.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function argv(words) {
  return [join(outDir, 'main.js'), ...words.split(' ')];
}

function answer(request, response) {
  request
    .resume()
    .on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": [1.5]}'));
}

/** A play of the usual words: calls with and without a body, facts, conditions, a loop, a block that fails and is rescued. */
function writePlay(folder, port) {
  const file = join(folder, 'usual.yaml');
  writeFileSync(file, readFileSync(join(root, 'scripts/usual-play.yaml'), 'utf8').replaceAll('PORT', port));
  return file;
}
