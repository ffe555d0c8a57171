import { escapeHtml } from '../../template/values/markup.ts';
import type { ApiDocument, Operation } from './describe-api.ts';

/** The document as one page without scripts: a reader opens a route to see what it takes and gives. */
export function docsPage({ info, paths }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map(tag => {
    const inside = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<section><h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${inside.map(operationHtml).join('')}</section>`;
  });
  const links = tags.map(tag => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join(' ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(info.title)} API</title><style>${style}</style></head><body>
<header><h1>${escapeHtml(info.title)} API <small>${escapeHtml(info.version)}</small></h1>
<p>${escapeHtml(info.description ?? '')} The same for programs: <a href="/openapi.json">openapi.json</a>.</p><nav>${links}</nav></header>
<main>${sections.join('')}</main></body></html>`;
}

interface Shown {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function operationHtml({ path, method, operation }: Shown): string {
  const { summary, description, security, parameters = [], requestBody, responses } = operation;
  const ways = security.flatMap(Object.keys).join(', ').replace('api_key', 'API key') || 'nobody has to say who he is';
  const body = requestBody?.content['application/json']?.schema;
  const reply = responses['200']?.content?.['application/json']?.schema;
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> <span>${escapeHtml(summary)}</span></summary>
<p>${escapeHtml(description ?? '')} Ways in: ${escapeHtml(ways)}.</p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3>${fieldTable(parameters.map(({ name, schema, in: place }) => [name, place, schema]))}`}
${body === undefined ? '' : `<h3>Body</h3>${schemaHtml(body)}`}${reply === undefined ? '' : `<h3>Reply</h3>${schemaHtml(reply)}`}</details>`;
}

type Schema = Readonly<Record<string, unknown>>;

function schemaHtml(schema: object): string {
  const { properties, description } = schema as Schema;
  const rows = Object.entries((properties ?? {}) as Readonly<Record<string, object>>);
  const text = typeof description === 'string' ? `<p>${escapeHtml(description)}</p>` : '';
  return text + (rows.length === 0 ? '' : fieldTable(rows.map(([name, field]) => [name, '', field])));
}

function fieldTable(rows: readonly (readonly [name: string, place: string, schema: object])[]): string {
  const lines = rows.map(([name, place, schema]) => {
    const words = [place, typeText(schema as Schema), (schema as Schema)['description']].filter(
      word => typeof word === 'string' && word !== '',
    );
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(words.join(' · '))}</td></tr>`;
  });
  return `<table>${lines.join('')}</table>`;
}

function typeText({ type, enum: choices, items }: Schema): string {
  if (Array.isArray(choices)) return choices.map(String).join(' | ');
  if (type === 'array') return `list of ${typeText((items ?? {}) as Schema) || 'rows'}`;
  return [type]
    .flat()
    .filter(word => typeof word === 'string')
    .join(' or ');
}

const style = `:root{color-scheme:light dark;--line:#8884}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem 1.5rem 4rem}
h1 small{font-weight:400;opacity:.6;font-size:1rem}h2{margin:2rem 0 .5rem;text-transform:capitalize}h3{margin:.8rem 0 .2rem;font-size:.9rem}
nav a{display:inline-block;padding:.1rem .5rem;margin:.1rem;border:1px solid var(--line);border-radius:1rem;text-decoration:none}
details{border:1px solid var(--line);border-radius:.4rem;margin:.3rem 0;padding:.35rem .7rem}summary{cursor:pointer}summary span{opacity:.75}
b{display:inline-block;width:3.8rem;font-size:.8rem}.get{color:#2a7}.put{color:#27c}.post{color:#c70}.patch{color:#85c}.delete{color:#c33}
table{border-collapse:collapse;width:100%}td{border-top:1px solid var(--line);padding:.2rem .5rem;vertical-align:top}td:first-child{width:16rem}`;
