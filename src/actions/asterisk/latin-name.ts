/** Letters, digits and spaces of a name, Cyrillic in Latin letters: what every phone can show. */
export function latinName(name: string): string {
  const kept = name.replaceAll(/[^\p{L}\p{N} ]/gu, '');
  return Array.from(kept, letter => latinLetters.get(letter) ?? upperCase(letter) ?? letter).join('');
}

/** `Щ` becomes `Sch`. */
function upperCase(letter: string): string | undefined {
  const latin = latinLetters.get(letter.toLowerCase());
  return latin === undefined ? undefined : latin.slice(0, 1).toUpperCase() + latin.slice(1);
}

const latinLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ye', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'yi' },
    ...{ й: 'j', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h' },
    ...{ ц: 'c', ч: 'ch', ш: 'sh', щ: 'sch', ь: '', ю: 'yu', я: 'ya', ы: 'y', э: 'e', ё: 'yo', ъ: '' },
  }),
);
