import { page, type PageOptions } from './frame.ts';
import { type Html, html } from './html.ts';
import { pageTexts, type PageTexts } from './texts.ts';

/** The landing page of an invented consultancy, to see the widget at work. */
export function demoPage({ language, firmIn, isSample }: PageOptions): string {
  const texts = pageTexts[language];
  return page({
    language,
    firmIn,
    isSample,
    path: '/',
    title: `${firmIn(language)} · ${texts.eyebrow}`,
    description: texts.lead,
    links: html`<a href="#services">${texts['menu-services']}</a><a href="#steps">${texts['menu-steps']}</a>`,
    content: html`${hero(texts)}${services(texts)}${steps(texts)}${honest(texts)}${closing(texts)}`,
  });
}

function hero(texts: PageTexts): Html {
  return html`<div class="hero wide">
    <div>
      <p class="eyebrow">${texts.eyebrow}</p>
      <h1>${texts.headline}</h1>
      <p class="lead">${texts.lead}</p>
      <p class="actions"><button type="button" data-yinlu-open>${texts.ask}</button><a href="#steps">${texts['see-steps']}</a></p>
    </div>
    ${road}
  </div>`;
}

/** A road with its milestones, up to the flag. */
const road = html`<svg class="road" viewBox="0 0 440 400" fill="none" aria-hidden="true">
  <circle cx="316" cy="104" r="64" fill="var(--soft)" />
  <path d="M0 300c70-70 120-70 180-34s130 30 260-60v194H0Z" fill="var(--soft)" />
  <path
    d="M64 392c10-66 196-58 184-128-9-54-116-36-108-88 6-42 92-32 128-76"
    stroke="var(--accent)"
    stroke-width="26"
    stroke-linecap="round"
    opacity=".16"
  />
  <path
    d="M64 392c10-66 196-58 184-128-9-54-116-36-108-88 6-42 92-32 128-76"
    stroke="var(--accent)"
    stroke-width="2.5"
    stroke-linecap="round"
    stroke-dasharray="2 11"
  />
  <g fill="var(--raised)" stroke="var(--accent)" stroke-width="3">
    <circle cx="92" cy="352" r="9" />
    <circle cx="246" cy="274" r="9" />
    <circle cx="141" cy="180" r="9" />
  </g>
  <path d="M268 100V44" stroke="var(--accent)" stroke-width="3.5" stroke-linecap="round" />
  <path d="M268 46c18-9 28 9 46 0v28c-18 9-28-9-46 0Z" fill="var(--accent)" />
</svg>`;

function services(texts: PageTexts): Html {
  const cards = texts.services.map(
    ({ name, text }) =>
      html`<article>
        <h3>${name}</h3>
        <p>${text}</p>
      </article>`,
  );
  return html`<section class="wide" id="services">
    <h2>${texts['services-title']}</h2>
    <div class="services">${cards}</div>
  </section>`;
}

function steps(texts: PageTexts): Html {
  const items = texts.steps.map(
    ({ name, text }) =>
      html`<li>
        <h3>${name}</h3>
        <p>${text}</p>
      </li>`,
  );
  return html`<section class="steps-section" id="steps">
    <div class="wide">
      <h2>${texts['steps-title']}</h2>
      <p>${texts['steps-lead']}</p>
      <ol class="steps">
        ${items}
      </ol>
    </div>
  </section>`;
}

function honest(texts: PageTexts): Html {
  const items = texts.honest.map((text) => html`<li>${text}</li>`);
  return html`<section class="honest wide">
    <h2>${texts['honest-title']}</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

function closing(texts: PageTexts): Html {
  return html`<section class="closing wide">
    <p>${texts.closing}</p>
    <button type="button" data-yinlu-open>${texts.ask}</button>
  </section>`;
}
