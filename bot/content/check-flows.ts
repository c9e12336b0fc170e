import type { FlowBook } from '../../flows/flow.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Problem } from './problem.ts';
import { type ContentReading, placeIn, slotsFile } from './read.ts';

/** What leaves a prospect standing, though every step of it is as it should be. */
export function checkFlowsWhole(
  reading: ContentReading,
  book: FlowBook,
  { services }: Pick<Knowledge, 'services'>,
): readonly Problem[] {
  return [...withoutHandoff(reading), ...withoutFlow(reading, book, services)];
}

/** Whoever leaves a contact waits for somebody. */
function withoutHandoff({ flows }: ContentReading): readonly Problem[] {
  return flows.flatMap(({ source, flow }) => {
    const asked = flow.steps.findIndex((step) => 'ask' in step && step.ask === 'contact');
    const isWaiting = flow.when?.['handed'] === true;
    if (asked < 0 || isWaiting || flow.steps.some((step) => 'handoff' in step)) return [];
    return [
      {
        file: source.file,
        ...source.place(['steps', asked]),
        message: `the flow "${flow.flow}" asks for a contact and hands the lead to nobody`,
        fix: 'End it with "- handoff:" and a name, and write the text "handoff." of that name',
        warning: true as const,
      },
    ];
  });
}

/** A service that can be chosen, and that no flow is for, gets no more than the questions of whoever names none. */
function withoutFlow(reading: ContentReading, { flows, slots }: FlowBook, services: Knowledge['services']): readonly Problem[] {
  const served = new Set(flows.flatMap((flow) => flow.for));
  return (slots['service']?.choices ?? []).flatMap((choice, index) => {
    if (served.has(choice)) return [];
    const isByName = [...services.values()].some(({ family, consultantOnly }) => family === choice && consultantOnly);
    return [
      {
        ...placeIn(reading, slotsFile, ['slots', 'service', 'choices', index]),
        message: `no flow is for "${choice}"`,
        fix: `Add it to "for:" of ${isByName ? 'flows/by-name.yaml' : 'the flow that is to serve it'}`,
        warning: true as const,
      },
    ];
  });
}
