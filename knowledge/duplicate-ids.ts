import type { Mismatch } from './cross-check.ts';
import type { Knowledge } from './knowledge.ts';

interface Named {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly id: string;
}

/** Names that stand for two things in one list: of these only one would ever be found. */
export function duplicateIds({ steps, prices }: Pick<Knowledge, 'steps' | 'prices'>): Mismatch[] {
  const lists: readonly (readonly Named[])[] = [
    steps.map(({ step: id }, index) => ({ file: 'steps.yaml', path: [index, 'step'], id })),
    prices.discounts.map(({ id }, index) => ({ file: 'prices.yaml', path: ['discounts', index, 'id'], id })),
    ...Object.entries(prices.services).flatMap(([service, { items, options }]) =>
      Object.entries({ items, options }).map(([part, list]) =>
        list.map(({ id }, index) => ({ file: 'prices.yaml', path: ['services', service, part, index, 'id'], id })),
      ),
    ),
  ];
  return lists.flatMap((list) =>
    list
      .filter(({ id }, index) => list.findIndex((one) => one.id === id) < index)
      .map(({ file, path, id }) => ({ file, path, message: `"${id}" is there twice`, fix: 'Give each an id of its own' })),
  );
}
