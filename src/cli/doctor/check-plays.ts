import { counted } from '../../counted.ts';
import { OmnicrmError } from '../../errors.ts';
import { type Check, failure, type Finding, ok, warning } from './check.ts';

/** Every play that can be found is read and linted. */
export const checkPlays: Check = async ({ playsPath }) => {
  const [{ findPlay, listPlays }, { lintPlay }] = await Promise.all([
    import('../../provisioning/find-play.ts'),
    import('../../provisioning/lint/lint-play.ts'),
  ]);
  const names = listPlays(playsPath);
  const findings = names.flatMap(name => lintOne(name, () => lintPlay(findPlay(name, playsPath)).length));
  return findings.length === 0 ? [ok(`${counted(names.length, 'play')}, nothing to say about them`)] : findings;
};

function lintOne(name: string, lint: () => number): Finding[] {
  try {
    const count = lint();
    return count === 0
      ? []
      : [warning(`play ${name}: ${counted(count, 'finding')}`, 'omnicrm play lint FILE tells them')];
  } catch (error) {
    if (error instanceof OmnicrmError) return [failure('E_PLAY_SYNTAX', `play ${name}: ${error.message}`, error.hint)];
    throw error;
  }
}
