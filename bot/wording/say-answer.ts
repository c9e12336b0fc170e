import type { Topic } from '../../flows/command.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { serviceOf } from '../../knowledge/company.ts';
import { documentsFor } from '../../knowledge/documents.ts';
import type { DocumentItem } from '../../knowledge/documents.ts';
import { priceRange } from '../../knowledge/quote.ts';
import { cents } from './say-quote.ts';
import { type Part, type Scene, pick, serviceName, tongue } from './scene.ts';

/** Answers a question from what the firm knows; says so plainly when it knows nothing. `known` tells which happened. */
export function sayAnswer(scene: Scene, { topic, text }: { topic: Topic; text: string }): Part & { known: boolean } {
  const { company } = scene;
  const service = serviceOf(scene.knowledge, company);
  if (topic === 'price' && company.service !== undefined) {
    const price = priceAnswer(scene, service?.id ?? company.service);
    if (price) return { ...price, known: true };
  }
  if (topic === 'documents' && service) return { ...documentsAnswer(scene, service.id), known: true };
  const found = answerFor(scene.knowledge, { topic, text, language: tongue(scene.language), company });
  if (found) return { text: found.text, facts: found.facts, known: true };
  return { text: scene.words(topic === 'price' ? 'answer.price-none' : 'answer.unknown'), known: topic === 'price' };
}

function priceAnswer(scene: Scene, service: string): Part | null {
  const range = priceRange(scene.knowledge, service);
  if (!range) return null;
  const one = range.lowCents === range.highCents;
  return {
    text: scene.words(one ? 'answer.price-one' : 'answer.price', {
      service: serviceName(scene, service),
      low: cents(scene, range.lowCents),
      high: cents(scene, range.highCents),
      sample: range.sample ? scene.words('say.quote.sample') : '',
    }),
  };
}

/** The list for this very company. */
function documentsAnswer(scene: Scene, service: string): Part {
  const papers = documentsFor(scene.knowledge, scene.company);
  const line = ({ name, note }: DocumentItem): string => `- ${pick(scene, name)}${note ? `(${pick(scene, note)})` : ''}`;
  const own = papers.filter(({ from }) => from === 'applicant');
  const ours = papers.filter(({ from }) => from === 'agency').map(({ name }) => pick(scene, name));
  const list = scene.words('answer.documents', { service: serviceName(scene, service), list: own.map(line).join('\n') });
  const more =
    ours.length > 0 ? `\n${scene.words('answer.documents-more', { list: ours.join(scene.words('labels.separator')) })}` : '';
  return { text: `${list}${more}`, facts: papers.flatMap(({ facts }) => facts) };
}
