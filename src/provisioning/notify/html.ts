/** HTML that is safe by making: what is put into a template is escaped unless it is HTML itself. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[];

/** html`<b>${name}</b>`: names are data, whatever signs they hold. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, index) => text + rendered(parts[index] ?? '')).join('') };
}

function rendered(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'html' in part ? part.html : part.map(({ html: inner }) => inner).join('');
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters are no part of HTML; line breaks and tabs stay. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, sign => signs[sign] ?? '').replaceAll(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}
