/** `npm run bench [name…]`: each benchmark runs its subject and its peer or floor in turn and prints the ratio. */
import { loadPlay } from './load-play.ts';
import { loopsAgainstAnsible } from './loops-against-ansible.ts';
import { playAgainstAnsible } from './play-against-ansible.ts';
import { startUp } from './start-up.ts';
import { templateAgainstNunjucks } from './template-against-nunjucks.ts';
import { uriAgainstUndici } from './uri-against-undici.ts';

const benchmarks = new Map<string, () => Promise<void>>([
  ['play', playAgainstAnsible],
  ['uri', uriAgainstUndici],
  ['start', startUp],
  ['load', loadPlay],
  ['loops', loopsAgainstAnsible],
  ['template', templateAgainstNunjucks],
]);

const chosen = process.argv.slice(2);
for (const [name, benchmark] of benchmarks) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n## ${name}`);
  await benchmark();
}
