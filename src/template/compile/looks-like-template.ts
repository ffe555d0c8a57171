/** Whether a text holds the start of a tag or a header of options, so that Ansible would take it for a template. */
export function looksLikeTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('{#') || text.startsWith('#jinja2:');
}
