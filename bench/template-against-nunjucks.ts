import { createRequire } from 'node:module';
import { defaultTables, Environment, str, Templar, toValue, type Dict, type Raw } from '../src/template/index.ts';
import { costOfWork, inTurn, printCost, printRatio } from './measure.ts';

interface Nunjucks {
  Environment: new (loader: null, options: object) => unknown;
  Template: new (source: string, environment: unknown) => { render(context: object): string };
}

const ROUNDS = 25;
const RENDERS = 2000;

/** Thirty lines of the kind an operator mails to customers, in the words both engines share. */
const SOURCE = `Dear {{ customer.name | upper }},
{# one line a service #}
{% for service in services %}
{{ loop.index }}. {{ service.name | title }} ({{ service.kind }})
   number {{ service.msisdn }}{% if service.vip %} *{% endif %}

   price {{ service.price | round(2) }} {{ currency }}
{% if service.options | length > 0 %}
   options:
{% for option in service.options %}
   - {{ option | capitalize }}{% if not loop.last %};{% endif %}

{% endfor %}
{% else %}
   no options
{% endif %}
{% endfor %}
{% set total = services | length %}
You have {{ total }} services.
{% if total > 2 %}
You are a large customer.
{% elif total > 1 %}
You are a good customer.
{% else %}
You are a new customer.
{% endif %}
{{ note | default('No notes.') }}
{{ "a, b, c" | replace(",", ";") }}
{{ tags | join(", ") }}
Yours,
{{ company }}
`;

const CONTEXT = {
  customer: { name: 'Ada Example' },
  services: ['one', 'two', 'three'].map((name, index) => ({
    name: `mobile ${name}`,
    kind: 'mobile',
    msisdn: `1555000${index}`,
    vip: index === 1,
    price: 15,
    options: index === 2 ? [] : ['roaming', 'voicemail'],
  })),
  currency: 'EUR',
  tags: ['new', 'prepaid', 'north'],
  company: 'Example Telecom',
};

/** A 30-line template, compiled once, rendered again and again: ours and nunjucks in one process. */
export async function templateAgainstNunjucks(): Promise<void> {
  const ours = ourRenderer();
  const theirs = nunjucksRenderer();
  console.log(`same text: ${squeeze(ours()) === squeeze(theirs())}`);
  const many = (render: () => string) => () =>
    costOfWork(async () => {
      for (let n = 0; n < RENDERS; n++) render();
    });
  const [a, b] = await inTurn(ROUNDS, many(ours), many(theirs));
  printCost('omnicrm, per render', a, RENDERS, 'µs');
  printCost('nunjucks, per render', b, RENDERS, 'µs');
  printRatio('nunjucks against omnicrm', a, b, '> 1');
}

function ourRenderer(): () => string {
  const vars = toValue(CONTEXT) as Dict;
  const scope = { get: (name: string): Raw | undefined => vars.get(name), names: () => [...vars.keys()].map(String) };
  const templar = new Templar(new Environment(defaultTables), scope);
  return () => str(templar.renderText(SOURCE));
}

function nunjucksRenderer(): () => string {
  const nunjucks = createRequire(import.meta.url)('nunjucks') as Nunjucks;
  const environment = new nunjucks.Environment(null, { autoescape: false, trimBlocks: true });
  const template = new nunjucks.Template(SOURCE, environment);
  return () => template.render(CONTEXT);
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
