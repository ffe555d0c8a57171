/** What an action lacks on this host, as it is configured. */
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Action } from '../action.ts';
import { gateReplies } from '../doc/gate-replies.ts';
import type { Options } from '../options/options.ts';
import { missingSettings, playAbout } from '../plays/play-about.ts';
import { type NeededProgram, usesOf } from './action-uses.ts';

export interface NeedsContext {
  readonly config: Config;
  readonly options: Options;
  /** Folders of programs; those of the process when not told. */
  readonly path?: string;
}

/** How an action is done: by our code, by our code and plays at third parties, or by a play alone. */
export function kindOf({ name, run }: Action): 'built in' | 'built in, calls plays' | 'play' {
  if ('play' in run) return 'play';
  return usesOf(name).plays === undefined ? 'built in' : 'built in, calls plays';
}

/** Settings and programs that are missing, each with how to get it; empty when it can work. */
export function actionNeeds(context: NeedsContext, action: Action): readonly string[] {
  const { plays = [], programs = [], options = [] } = usesOf(action.name);
  const called = 'play' in action.run ? [action.run.play] : plays.filter(play => isMeant(context, play));
  const settings = [{ needs: options }, ...called.map(play => playAbout(context.config, play))].flatMap(about =>
    missingSettings(context, about),
  );
  return [
    ...[...new Set(settings)]
      .map(key => (/^[A-Z]/.test(key) ? `alter.${key}` : key))
      .map(key => `${key} in crm_config.yaml`),
    ...programs.filter(program => !isInstalled(context, program)).map(({ program, from }) => `${program} (${from})`),
  ];
}

/** The options that keep an action from running as they are; empty when it is switched on. */
export function switchedOffBy(
  { options }: Pick<NeedsContext, 'options'>,
  { gate }: Pick<Action, 'gate'>,
): readonly string[] {
  if (gate(options) === undefined) return [];
  return gateReplies(gate)
    .map(([name]) => name)
    .filter(name => !options.isOn(name));
}

/** Of the gateways of SMS only the chosen one. */
function isMeant({ config }: NeedsContext, play: string): boolean {
  return !/^(send-sms|sms-status)-/.test(play) || play.endsWith(`-${config.sms.gateway}`);
}

function isInstalled(
  { options, path = process.env['PATH'] ?? '' }: NeedsContext,
  { program, option }: NeededProgram,
): boolean {
  const chosen = (option === undefined ? undefined : options.text(option))?.split(/\s+/)[0] || program;
  if (isAbsolute(chosen)) return existsSync(chosen);
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin'].filter(folder => folder !== '');
  return folders.some(folder => existsSync(join(folder, chosen)));
}
