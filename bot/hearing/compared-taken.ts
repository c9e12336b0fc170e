import type { Step } from './said.ts';

/** "那按这个来吧，要多久" to what was compared takes it, whatever is asked beside it. */
export const comparedTaken: Step = (commands, { takesIt }, { state }) => {
  if (takesIt !== true || state.offer?.type !== 'what-if') return commands;
  const others = commands.filter(
    ({ type }) => type !== 'unknown' && type !== 'affirm' && type !== 'nod' && type !== 'small-talk',
  );
  return [{ type: 'affirm' }, ...others];
};
