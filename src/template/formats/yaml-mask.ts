import { scanYaml, type Span } from './yaml-scanner.ts';

/** A template written as a value without quotes: where it begins, and its text (with what follows it up to the value's end). */
export interface UnquotedTemplate {
  readonly start: number;
  readonly text: string;
}

/** Stands for a character of a covered template; YAML gives it no meaning. */
const COVER = '\uE000';

/** Covers each unquoted template so that it reads as one plain text and all other characters keep their places. */
export function maskUnquotedTemplates(text: string): {
  readonly text: string;
  readonly templates: readonly UnquotedTemplate[];
} {
  const { templates } = scanYaml(text, true);
  return {
    text: replaceSpans(text, templates, covered => covered.replace(/[^\n]/g, COVER)),
    templates: templates.map(([start, end]) => ({ start, text: text.slice(start, end) })),
  };
}

/** The text with all lines within brackets joined; all other characters keep their places. */
export function joinBracketLines(text: string): string {
  return replaceSpans(text, scanYaml(text, false).gaps, gap => ' '.repeat(gap.length));
}

function replaceSpans(text: string, spans: readonly Span[], replace: (part: string) => string): string {
  let result = '';
  let from = 0;
  for (const [start, end] of spans) {
    result += text.slice(from, start) + replace(text.slice(start, end));
    from = end;
  }
  return result + text.slice(from);
}
