import { answersFolder } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading } from './read.ts';
import { suggestion } from './suggestion.ts';

type Read = Pick<ContentReading, 'sources' | 'texts' | 'knowledge'>;

const families = { next: 'answer.next.', matter: 'matter.' } as const;

/** No two answers have one name, and what an answer leads to has its words in `flows/texts/`. */
export function checkAnswers(reading: Read, { answers }: Pick<Knowledge, 'answers'>): readonly Problem[] {
  return [...namedTwice(reading), ...withoutWords(reading, answers)];
}

/** The files are read as one: the answer of the later file would take the place of the other. */
function namedTwice(reading: Read): readonly Problem[] {
  const first = new Map<string, string>();
  return Object.entries(reading.knowledge)
    .filter(([name]) => name.startsWith(answersFolder))
    .flatMap(([name, content]) => Object.keys(content ?? {}).map((id) => ({ file: `knowledge/${name}`, id })))
    .flatMap(({ file, id }) => {
      const other = first.get(id);
      first.set(id, file);
      if (other === undefined) return [];
      return [
        { ...placeIn(reading, file, [id]), message: `${other} has an answer "${id}", too`, fix: 'Give each a name of its own' },
      ];
    });
}

function withoutWords(reading: Read, answers: Knowledge['answers']): readonly Problem[] {
  const keys = reading.texts['zh-Hans'].map(({ key }) => key);
  return (['next', 'matter'] as const).flatMap((part) => {
    const family = families[part];
    const there = new Set(
      keys.filter((key) => key.startsWith(family)).map((key) => key.slice(family.length).split('.')[0] ?? ''),
    );
    return [...answers.values()].flatMap(({ id, file, [part]: name }): readonly Problem[] => {
      if (name === undefined || there.has(name)) return [];
      const place = placeIn(reading, `knowledge/${file}`, [id, part]);
      return [{ ...place, message: `there is no text "${family}${name}"`, fix: suggestion(name, there) }];
    });
  });
}
