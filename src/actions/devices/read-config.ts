import { Conversation } from './conversation.ts';
import type { DeviceFault, DeviceLine } from './device-line.ts';
import type { DeviceProfile } from './device-profile.ts';
import { plainText } from './plain-text.ts';

/** What a device wants to hear of who comes in; texts that are not there are empty. */
export interface DeviceSecrets {
  readonly login: string;
  readonly password: string;
  readonly enablePassword: string;
  /** Fills {CUSTOM1} in commands. */
  readonly custom: string;
}

/** Logs in, turns paging off and gives the output of the profile's commands. Throws the fault for a login that is refused. */
export async function readConfig(
  line: DeviceLine,
  profile: DeviceProfile,
  secrets: DeviceSecrets,
  fault: DeviceFault,
): Promise<string> {
  const talk = new Conversation(line, fault);
  const prompt = await logIn(talk, profile, secrets, fault);
  await talk.settle();
  const run = (command: string): Promise<string> => runCommand(talk, profile, prompt, filled(command, secrets));
  for (const command of profile.before) await run(command);
  const outputs: string[] = [];
  for (const command of profile.commands) outputs.push(await run(command));
  for (const command of profile.ending) talk.say(filled(command, secrets));
  const config = outputs.join('\n');
  if (config.trim() === '') throw fault('gave an empty configuration');
  return config;
}

/** Answers the questions before the prompt, each once; gives the prompt as it stands there, for it ends outputs too. */
async function logIn(
  talk: Conversation,
  profile: DeviceProfile,
  secrets: DeviceSecrets,
  fault: DeviceFault,
): Promise<RegExp> {
  const { login, password, prompt, enable, loginSuffix } = profile;
  const answers = await answerQuestions(talk, { login, password, prompt }, fault, {
    login: secrets.login + loginSuffix,
    password: secrets.password,
  });
  if (enable === undefined || secrets.enablePassword === '' || answers.endsWith('#')) return exactly(answers);
  talk.say(enable);
  const words = await answerQuestions(talk, { login: undefined, password, prompt }, fault, {
    password: secrets.enablePassword,
  });
  if (words === answers) throw fault('refuses the enable password');
  return exactly(words);
}

/** Gives the words of the prompt at the end. */
async function answerQuestions(
  talk: Conversation,
  patterns: Readonly<Record<'login' | 'password' | 'prompt', RegExp | undefined>>,
  fault: DeviceFault,
  answers: Readonly<Record<string, string>>,
): Promise<string> {
  const asked = new Set<string>();
  for (;;) {
    const { name, words } = await talk.until(patterns);
    if (name === 'prompt') return words.trimEnd();
    if (asked.has(name)) throw fault(`asks for the ${name} again: it refuses the login`);
    asked.add(name);
    talk.say(answers[name] ?? '');
  }
}

function exactly(words: string): RegExp {
  return new RegExp(`^${words.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}\\s*$`);
}

/** The output of a command, without the command itself. */
async function runCommand(
  talk: Conversation,
  { more }: DeviceProfile,
  prompt: RegExp,
  command: string,
): Promise<string> {
  talk.say(command);
  let output = '';
  for (;;) {
    const { name, before } = await talk.until({ prompt, more });
    output += before;
    if (name === 'prompt') return withoutEcho(plainText(output), command);
    talk.press(' ');
  }
}

function withoutEcho(output: string, command: string): string {
  const lines = output.split('\n');
  const isEcho = lines[0]?.trimEnd().endsWith(command) === true;
  return `${lines
    .slice(isEcho ? 1 : 0)
    .join('\n')
    .trimEnd()}\n`;
}

function filled(command: string, { custom }: DeviceSecrets): string {
  return command.replaceAll('{CUSTOM1}', () => custom);
}
