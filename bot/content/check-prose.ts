import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';
import { figureFinder } from './figures.ts';
import { suggestion } from './suggestion.ts';
import type { Problem } from './problem.ts';
import { proseOf } from './prose.ts';
import type { Prose } from './prose.ts';
import type { ContentReading } from './read.ts';
import { placeholdersOf } from './texts.ts';

/** What the facts and the citations themselves say is not typed figures: there is where figures belong. */
const factFiles = new Set(['knowledge/facts.yaml', 'knowledge/sources.yaml']);

/** What single sentences must not hold: typed figures, unknown facts, words that the bot never says, the other language. */
export function checkProse(
  reading: ContentReading,
  { facts, terms }: { facts: readonly string[]; terms: readonly string[] },
): readonly Problem[] {
  const figureIn = figureFinder(terms);
  const never = neverSaid();
  return proseOf(reading).flatMap((prose) => [
    ...(factFiles.has(prose.file) ? [] : typedFigure(prose, figureIn(prose.text))),
    ...strayBraces(prose),
    ...unknownFacts(prose, facts),
    ...never.flatMap(({ pattern, fix }) => refused(prose, pattern.exec(prose.text)?.[0], fix)),
    ...foreignWords(prose),
  ]);
}

function typedFigure(prose: Prose, figure: string | null): readonly Problem[] {
  if (figure === null) return [];
  const fix = 'Put it into knowledge/facts.yaml and write {fact:its-id}';
  return [{ file: prose.file, ...prose.place(figure), message: `"${figure}" is a typed figure`, fix }];
}

/** Whatever is no placeholder would be said to the prospect as it stands. */
function strayBraces(prose: Prose): readonly Problem[] {
  const [stray] = /\$\{|[{}｛｝]/.exec(prose.text.replaceAll(/(?<!\$)\{[^{}\s]+\}/g, '')) ?? [];
  if (stray === undefined) return [];
  const fix = 'Write {name}, in plain braces and without spaces';
  return [{ file: prose.file, ...prose.place(stray), message: `"${stray}" belongs to no placeholder`, fix }];
}

function unknownFacts(prose: Prose, facts: readonly string[]): readonly Problem[] {
  return placeholdersOf(prose.text)
    .filter((name) => name.startsWith('fact:') && !facts.includes(name.slice('fact:'.length)))
    .map((name) => ({
      file: prose.file,
      ...prose.place(`{${name}}`),
      message: `there is no fact "${name.slice('fact:'.length)}"`,
      fix: suggestion(name.slice('fact:'.length), facts),
    }));
}

function refused(prose: Prose, words: string | undefined, fix: string): readonly Problem[] {
  return words === undefined
    ? []
    : [{ file: prose.file, ...prose.place(words), message: `the bot does not say "${words.trim()}"`, fix }];
}

function foreignWords(prose: Prose): readonly Problem[] {
  const bare = prose.text.replaceAll(/\{[^{}]*\}/g, '');
  const han = /\p{Script=Han}+/u.exec(bare)?.[0];
  if (prose.language === 'en' && han !== undefined) {
    return [
      {
        file: prose.file,
        ...prose.place(han),
        message: `English with Chinese in it: "${han}"`,
        fix: 'Translate it',
        warning: true,
      },
    ];
  }
  if (prose.language !== 'en' && han === undefined && /[a-z]{2,} [a-z]{2,}/i.test(bare)) {
    return [
      { file: prose.file, ...prose.place(), message: 'a Chinese text without Chinese', fix: 'Translate it', warning: true },
    ];
  }
  return [];
}

const voiceSchema = z.strictObject({ never: z.array(z.strictObject({ pattern: z.string(), fix: z.string() })) });

function neverSaid(): readonly { pattern: RegExp; fix: string }[] {
  const voice = voiceSchema.parse(load(readFileSync(new URL('voice.yaml', import.meta.url), 'utf8')));
  return voice.never.map(({ pattern, fix }) => ({ pattern: new RegExp(pattern, 'mu'), fix }));
}
