import { duration, type Group } from './stats.ts';
import { type Key, useSpeech } from './words.ts';

interface Props {
  readonly title: Key;
  readonly groups: readonly Group[];
  readonly nameOf: (name: string) => string;
}

/** How the leads of each channel, campaign or consultant went. */
export function Groups({ title, groups, nameOf }: Props) {
  const { words, language } = useSpeech();
  if (groups.length === 0) return null;
  return (
    <section class="pane wide">
      <h2 id={title}>{words(title)}</h2>
      {/* It may scroll sideways, so it must be reachable by keyboard. */}
      <div class="scroller" tabIndex={0} role="region" aria-labelledby={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words('name')}</th>
              {(['tile.leads', 'tile.handed', 'won', 'lost', 'tile.reply'] as const).map((key) => (
                <th key={key} scope="col">
                  {words(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, leads, handed, won, lost, secondsToReply }) => (
              <tr key={name}>
                <th scope="row">{nameOf(name)}</th>
                {[leads, handed, won, lost, duration(secondsToReply, language)].map((value, index) => (
                  <td key={index}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
