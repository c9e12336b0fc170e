import { serviceOf } from '../../knowledge/company.ts';
import { type DocumentItem, documentsFor, readiness } from '../../knowledge/documents.ts';
import { asOfNote } from '../../knowledge/sources.ts';
import { type Part, type Scene, pick, serviceName } from './scene.ts';
import { series } from './series.ts';

/** What is ready and what is still to come, for this very company; each paper can be ticked off by a tap. */
export function sayChecklist(scene: Scene): Part {
  const { knowledge, company, words } = scene;
  const ready = readyPapers(scene);
  const percent = readiness(knowledge, company, ready);
  const service = serviceOf(knowledge, company);
  if (percent === null || !service) return { text: words('notice.noted') };
  const papers = documentsFor(knowledge, company).filter(({ from }) => from === 'applicant');
  const open = papers.filter(({ id }) => !ready.includes(id));
  const list = series(
    words,
    open.map(({ name }) => pick(scene, name)),
  );
  const key = open.length === 0 ? 'say.checklist.done' : 'say.checklist.open';
  return {
    text: words(key, { service: serviceName(scene, service.id), percent: String(percent), list }),
    cards: [checklistCard(scene)],
    choices: open.slice(0, mostTaps).map(({ id, name }) => ({
      value: `papers=${id}`,
      label: words('say.checklist.tick', { name: pick(scene, name) }),
    })),
  };
}

/** More buttons than this are a wall. */
const mostTaps = 4;

/** The list as a card: what is ticked off bears a mark. */
export function checklistCard(scene: Scene): NonNullable<Part['cards']>[number] {
  const { knowledge, company, words, language } = scene;
  const ready = readyPapers(scene);
  const service = serviceOf(knowledge, company)?.id ?? '';
  const { shareholders } = company;
  const query = new URLSearchParams({ service, ...(shareholders && { shareholders }), have: ready.join(','), lang: language });
  const percent = readiness(knowledge, company, ready) ?? 0;
  return {
    type: 'checklist',
    title: words.adapt(words('say.checklist.card', { service: serviceName(scene, service) })),
    url: `/checklist?${query.toString()}`,
    data: {
      summary: words('say.checklist.summary', { percent: String(percent) }),
      items: documentsFor(knowledge, company)
        .filter(({ from }) => from === 'applicant')
        .map(({ id, name }) => `${ready.includes(id) ? '☑' : '☐'} ${words.adapt(pick(scene, name))}`),
    },
  };
}

/** The ids of the papers that the prospect has. */
function readyPapers({ values }: Scene): readonly string[] {
  const { papers } = values;
  return typeof papers === 'string' ? papers.split(',') : [];
}

/** The list for this very company. */
export function sayDocuments(scene: Scene, service: string): Part | null {
  const papers = documentsFor(scene.knowledge, scene.company);
  // Of a number or an inspection no paper is known: then nothing is listed.
  if (papers.length === 0) return null;
  const line = ({ name, note }: DocumentItem): string =>
    `- ${note ? scene.words('answer.document', { name: pick(scene, name), note: pick(scene, note) }) : scene.words.adapt(pick(scene, name))}`;
  const own = papers.filter(({ from }) => from === 'applicant');
  const ours = papers.filter(({ from }) => from === 'agency').map(({ name }) => pick(scene, name));
  const list = scene.words('answer.documents', { service: serviceName(scene, service), list: own.map(line).join('\n') });
  const facts = papers.flatMap((paper) => paper.facts);
  const more = ours.length > 0 ? `\n${scene.words('answer.documents-more', { list: series(scene.words, ours) })}` : '';
  return {
    answer: 'documents',
    text: `${list}${more}\n${scene.words.adapt(asOfNote(scene.knowledge, facts, scene.language))}`,
    cards: [checklistCard(scene)],
    facts,
  };
}
