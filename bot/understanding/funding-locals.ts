import { grammar } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';

/** 都是河南人, 一个是北京公司: whose home is a province is Chinese. */
export function namesLocals(clause: string, { places, expression }: Vocabulary): boolean {
  return places(clause).some(({ start, end }) => {
    const [before, after] = [clause.slice(0, start), clause.slice(end)];
    if (expression(listedOne).test(before) && expression(firm).test(after)) return true;
    return (expression(local).test(after) && !expression(doing).test(before)) || expression(ofThere).test(before);
  });
}

const listedOne = grammar`${'funding.one'}$`;
const firm = grammar`^${'funding.firm'}`;

const local = grammar`^ ?${'funding.local'}`;
/** "Two guys from Foshan" */
const ofThere = grammar`${'place.of-holder'} ?$`;
/** 先办上海的: what is to be done there. */
const doing = grammar`${'place.doing'}$`;
