import type { Bilingual } from './language.ts';
import type { Knowledge } from './knowledge.ts';

/** One step of the work with the firm. */
export interface CooperationStep {
  readonly step: string;
  readonly name: Bilingual;
  readonly text: Bilingual;
  readonly facts: readonly string[];
  /** Percent of the price that is paid in this step. */
  readonly percent?: number;
}

/** The steps in their order, each with what is paid in it. */
export function cooperation({ steps, prices }: Knowledge): CooperationStep[] {
  return steps.map((step) => {
    const percent = prices.instalments.find((instalment) => instalment.step === step.step)?.percent;
    return { ...step, ...(percent !== undefined && { percent }) };
  });
}
