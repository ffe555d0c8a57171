/** Lines as Python's splitlines gives them: no empty one after the last line's end. */
export function textLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Both outputs of a process, as text and as lines. */
export function outputFields(stdout: string, stderr: string): Record<string, unknown> {
  return { stdout, stderr, stdout_lines: textLines(stdout), stderr_lines: textLines(stderr) };
}
