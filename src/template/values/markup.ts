import { typeName } from './type-name.ts';
import { compareText } from './compare-text.ts';
import { codePoints, textLength } from './iterate.ts';
import { quote } from './quote.ts';
import { itemOfText } from './slice.ts';
import { asInt } from './integers.ts';
import { PyObject, type Value } from './types.ts';

/** Text that `escape`, `safe` and the like mark as ready HTML. It behaves as a text and leaves a template as a plain one. */
export class Markup extends PyObject {
  readonly typeName = 'Markup';
  override readonly storable = true;
  readonly html: string;

  constructor(html: string) {
    super();
    this.html = html;
  }
  text(): string {
    return this.html;
  }
  override repr(): string {
    return `Markup(${quote(this.html)})`;
  }
  override truth(): boolean {
    return this.html !== '';
  }
  override length(): number {
    return textLength(this.html);
  }
  override iterate(): Iterable<Value> {
    return codePoints(this.html);
  }
  override item(key: Value): Value | undefined {
    return itemOfText(this.html, asInt(key));
  }
  override equals(other: Value): boolean {
    return textOf(other) === this.html;
  }
  override compare(other: Value): number | undefined {
    const text = textOf(other);
    return text === undefined ? undefined : compareText(this.html, text);
  }
  override contains(item: Value): boolean {
    return this.html.includes(textOf(item) ?? typeName(item));
  }
  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    const text = typeof other === 'string' ? escapeHtml(other) : textOf(other);
    if (operator !== '+' || text === undefined) return undefined;
    return new Markup(reflected ? text + this.html : this.html + text);
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
};

/** HTML's five special characters as entities, as MarkupSafe writes them. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>'"]/g, char => entities[char]!);
}

function textOf(value: Value): string | undefined {
  return typeof value === 'string' ? value : value instanceof Markup ? value.html : undefined;
}
