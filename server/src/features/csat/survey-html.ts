import type { CsatSurvey, SurveyDisplay } from '@porchlight/contract/csat';
import { inLocale, localeOf } from '../../platform/locale.ts';
import { CHECK, drawFace, drawStar } from './survey-icons.ts';
import { SURVEY_STYLE } from './survey-style.ts';
import { type SurveyWords, surveyWords } from './survey-words.ts';

/** What everything on the page depends on. */
export interface PageFrame {
  locale: string;
  /** The mark under which the page's style may stand in it. */
  nonce: string;
  /** The colour of the website, where the inbox has one. */
  color?: string | undefined;
}

/** Whom the survey is of. */
type Asking = Pick<CsatSurvey, 'inbox_name' | 'inbox_avatar_url'>;

export type Fault = 'unrated' | 'too_long';

interface Form extends Asking {
  question: string | null;
  display_type: SurveyDisplay;
  rating: number | undefined;
  feedback_message: string;
  fault?: Fault | undefined;
}

/** The page on which a survey is answered: a form that needs no script. */
export function renderForm(frame: PageFrame, form: Form): string {
  const words = inLocale(surveyWords, frame.locale);
  const { fault, feedback_message } = form;
  const question = form.question || words.question;
  const error = fault ? `<p class="error" id="error" role="alert">${escapeHtml(words[fault])}</p>` : '';
  const described = fault ? ' aria-describedby="error"' : '';
  const body = `${renderHeader(form)}
<form method="post" action="?">
<fieldset${described}>
<legend><h1 dir="auto">${escapeHtml(question)}</h1></legend>
${error}
<div class="scale">${words.ratings.map((word, index) => renderChoice(form, index + 1, word)).join('')}</div>
</fieldset>
<label class="more" for="feedback">${escapeHtml(words.feedback)} <small>(${escapeHtml(words.optional)})</small></label>
<textarea id="feedback" name="feedback_message" rows="4" dir="auto">${escapeHtml(`\n${feedback_message}`)}</textarea>
<button>${escapeHtml(words.send)}</button>
</form>`;
  return renderPage(frame, `${fault ? `${words.error}: ` : ''}${question}`, body);
}

function renderChoice({ display_type, rating, fault }: Form, value: number, word: string): string {
  const picture = display_type === 'star' ? drawStar('empty') : drawFace(value);
  const state = `${rating === value ? ' checked' : ''}${fault === 'unrated' ? ' aria-invalid="true"' : ''}`;
  return `<label class="choice"><input type="radio" name="rating" value="${value}" required${state}>${picture}<span>${escapeHtml(word)}</span></label>`;
}

interface Answer extends Asking {
  display_type: SurveyDisplay;
  rating: number;
  feedback_message: string | null;
  /** Whether the answer may still be changed. */
  is_open: boolean;
}

/** The page that says thanks, and shows what was answered. */
export function renderThanks(frame: PageFrame, answer: Answer): string {
  const words = inLocale(surveyWords, frame.locale);
  const { feedback_message: said, is_open } = answer;
  const quote = said ? `<blockquote dir="auto">${escapeHtml(said)}</blockquote>` : '';
  const link = is_open ? `<a class="change" href="?change=1">${escapeHtml(words.change)}</a>` : '';
  const body = `${renderHeader(answer)}
<div class="notice">${CHECK}
<h1>${escapeHtml(words.thanks)}</h1>
<p class="given"><span class="hidden">${escapeHtml(words.rated)}: </span>${renderGiven(answer, words)}</p>
${quote}${link}
</div>`;
  return renderPage(frame, words.thanks, body);
}

function renderGiven({ display_type, rating }: Answer, { ratings }: SurveyWords): string {
  const stars = [1, 2, 3, 4, 5].map((value) => drawStar(value <= rating ? 'full' : 'empty')).join('');
  const picture = display_type === 'star' ? `<span class="stars">${stars}</span>` : drawFace(rating);
  return `${picture}${escapeHtml(ratings[rating - 1] ?? String(rating))}`;
}

export type Notice = 'over' | 'missing' | 'closed' | 'busy';

/** A page that says why there is nothing to answer. */
export function renderNotice(frame: PageFrame, notice: Notice, asking?: Asking): string {
  const words = inLocale(surveyWords, frame.locale);
  const body = `${asking ? renderHeader(asking) : ''}
<div class="notice"><h1>${escapeHtml(words[notice])}</h1><p>${escapeHtml(words[`${notice}_why`])}</p></div>`;
  return renderPage(frame, words[notice], body);
}

function renderHeader({ inbox_name, inbox_avatar_url }: Asking): string {
  const initial = [...inbox_name.trim()][0]?.toLocaleUpperCase() ?? '';
  const picture = inbox_avatar_url
    ? `<img src="${escapeHtml(inbox_avatar_url)}" alt="" width="44" height="44">`
    : `<span class="initial" aria-hidden="true">${escapeHtml(initial)}</span>`;
  return `<header>${picture}<span class="inbox" dir="auto">${escapeHtml(inbox_name)}</span></header>`;
}

const RIGHT_TO_LEFT = ['ar', 'he'];
const COLOR = /^#[0-9a-f]{3}([0-9a-f]{3})?$/i;

function renderPage({ locale, nonce, color }: PageFrame, title: string, body: string): string {
  const name = localeOf(surveyWords, locale);
  const direction = RIGHT_TO_LEFT.includes(name) ? 'rtl' : 'ltr';
  const brand = color && COLOR.test(color) ? `:root{--brand:${color}}` : '';
  return `<!doctype html>
<html lang="${name.replace('_', '-')}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${brand}${SURVEY_STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
