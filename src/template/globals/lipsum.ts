/** lipsum: filler text (Jinja2). */
import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { index } from '../values/integers.ts';
import { Markup } from '../values/markup.ts';
import { truth } from '../values/truth.ts';

const vocabulary =
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua ' +
  'enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in ' +
  'reprehenderit voluptate velit esse cillum fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa ' +
  'qui officia deserunt mollit anim id est laborum';
const stock = vocabulary.split(' ');

export const lipsumGlobals: Readonly<Record<string, TemplateGlobal>> = {
  lipsum: globalOf(
    [
      ['n', 5],
      ['html', true],
      ['min', 20],
      ['max', 100],
    ],
    (count, html, min, max, context) => {
      const [low, high] = [index(min), index(max)];
      const size = (): number => low + Math.floor(context.random() * Math.max(1, high - low));
      const paragraphs = Array.from({ length: index(count) }, () => paragraph(size(), () => context.random()));
      return truth(html) ? new Markup(paragraphs.map(text => `<p>${text}</p>`).join('\n')) : paragraphs.join('\n\n');
    },
  ),
};

function paragraph(size: number, random: () => number): string {
  const text = Array.from({ length: size }, () => stock[Math.floor(random() * stock.length)]!).join(' ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
