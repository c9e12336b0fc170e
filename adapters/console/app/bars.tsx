import { useWords } from './words.ts';

interface Bar {
  readonly name: string;
  readonly value: number;
  /** What it is a part of. */
  readonly of?: number;
}

/** Bars with their figures beside them: a table to whoever hears it. */
export function Bars({ rows, of, legend }: { rows: readonly Bar[]; of?: number; legend?: { bar: string; whole: string } }) {
  const words = useWords();
  const most = Math.max(1, ...rows.map((row) => row.of ?? of ?? row.value));
  if (rows.length === 0) return <p class="soft">{words('none.figures')}</p>;
  return (
    <>
      {legend && <Legend {...legend} />}
      <dl class="bars">
        {rows.map((row) => {
          const whole = row.of ?? of;
          return (
            <div key={row.name}>
              <dt>{row.name}</dt>
              <dd>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  {row.of !== undefined && <rect class="whole" width={(100 * row.of) / most} height="10" />}
                  <rect class="bar" width={(100 * row.value) / most} height="10" />
                </svg>
                <span>
                  {row.of === undefined ? row.value : words('share', { value: row.value, of: row.of })}
                  {whole !== undefined && whole > 0 && (
                    <span class="soft small"> {words('percent', { share: Math.round((100 * row.value) / whole) })}</span>
                  )}
                </span>
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

/** What the two colours of a bar mean. */
function Legend({ bar, whole }: { bar: string; whole: string }) {
  return (
    <p class="soft small legend">
      <span class="key" />
      {whole}
      <span class="key key-bar" />
      {bar}
    </p>
  );
}
