// The control characters FS, GS and RS end lines too; spelled as text because a regular expression's literal may not hold them.
const LINE_END = new RegExp(String.raw`\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]`);

/** Lines as Python's splitlines gives them: no empty one after the last line's end. */
export function textLines(text: string): string[] {
  const lines = text.split(LINE_END);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Both outputs of a process, as text and as lines. */
export function outputFields(stdout: string, stderr: string): Record<string, unknown> {
  return { stdout, stderr, stdout_lines: textLines(stdout), stderr_lines: textLines(stderr) };
}
