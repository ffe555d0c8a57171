type Environment = Readonly<Record<string, string | undefined>>;

/** `$NAME` and `${NAME}` from the environment, unknown ones left as they are; a leading `~` is the home directory. */
export function expandWord(word: string, environment: Environment): string {
  const expanded = word.replaceAll(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, plain?: string, braced?: string) => {
    const name = plain ?? braced!;
    return Object.hasOwn(environment, name) ? environment[name]! : whole;
  });
  const home = environment['HOME'];
  return home === undefined ? expanded : expanded.replace(/^~(?=$|\/)/, () => home);
}
