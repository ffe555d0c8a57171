import { optionRules } from './play-options.ts';

/** The help of `play run`, from its table of options. */
export function playHelp(): string {
  const lines = optionRules.map(({ names, value, help }) => {
    const left = `  ${names.join(', ')}${value ? ' VALUE' : ''}`;
    return `${left.padEnd(44)} ${help}`;
  });
  return `Usage: omnicrm play run [options] FILE...\n\nOptions, wherever they stand:\n${lines.join('\n')}\n`;
}
