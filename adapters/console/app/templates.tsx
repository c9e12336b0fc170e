import { useEffect, useRef, useState } from 'preact/hooks';
import * as api from './api.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import type { Lead, Me, Templates } from './model.ts';
import { useShortcut } from './shortcuts.ts';
import { useSpeech } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly person: Me;
  readonly onChoose: (text: string) => void;
}

/** Words that are written often, in the prospect's language and with what is known of them filled in. */
export function TemplateMenu({ lead, person, onChoose }: Props) {
  const { words, language } = useSpeech();
  const templates = useTemplates();
  const box = useRef<HTMLDivElement>(null);
  useShortcut('t', 'templates', () => box.current?.querySelector('summary')?.click());
  return (
    <div ref={box}>
      <Menu name={words('templates')} face={<Face text={words('templates')} />} class="up">
        {(shut) =>
          templates?.templates.map(({ id, title, text }) => (
            <button
              key={id}
              type="button"
              class="quiet template"
              onClick={() => {
                shut();
                onChoose(filled(text[lead.file.language], valuesOf(lead, person, templates)));
              }}
            >
              <strong>{title[language]}</strong>
              <span class="soft small">{filled(text[lead.file.language], valuesOf(lead, person, templates))}</span>
            </button>
          ))
        }
      </Menu>
    </div>
  );
}

function Face({ text }: { text: string }) {
  return (
    <>
      <Icon name="template" /> <span>{text}</span> <kbd aria-hidden="true">t</kbd>
    </>
  );
}

type Values = Readonly<Record<string, string | undefined>>;

function valuesOf({ file }: Lead, person: Me, { firm }: Templates): Values {
  const language = file.language === 'en' ? 'en' : 'zh-Hans';
  const fact = (slot: string): string | undefined => file.facts.find((each) => each.slot === slot)?.value?.[language];
  return { consultant: person.name, firm: firm[file.language], prospect: fact('name'), service: fact('service') };
}

/** A line that needs what is not known is left out. */
export function filled(text: string, values: Values): string {
  return text
    .split('\n')
    .filter((line) => [...line.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name] !== undefined))
    .map((line) => line.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''))
    .join('\n');
}

function useTemplates(): Templates | undefined {
  const [templates, setTemplates] = useState<Templates>();
  useEffect(() => {
    // Without them one can still write.
    api.templates().then(setTemplates, () => {});
  }, []);
  return templates;
}
