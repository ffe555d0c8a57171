const patterns = new Map<string, RegExp>();

/** Does a path match a glob? `*` is any run without `/`, `**` any run, `?` one character; all else is itself. */
export function pathMatches(glob: string, path: string): boolean {
  let pattern = patterns.get(glob);
  if (!pattern) patterns.set(glob, (pattern = globPattern(glob)));
  return pattern.test(path);
}

function globPattern(glob: string): RegExp {
  const source = glob.replaceAll(
    /\*\*|\*|\?|[^*?]+/g,
    part => pieces[part] ?? part.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`, 's');
}

const pieces: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]' };
