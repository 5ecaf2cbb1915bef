import { capitalised } from '@outturn/reporting';
import type { SentForm } from '../frame/visit.js';
import { chosenOf, textOf, type Answers, type Field, type FieldProblem } from './field.js';
import { dateParts, partsOf } from './read-answers.js';

/** A component of govuk-frontend with its options. */
export interface FormComponent {
  readonly component:
    Exclude<Field['kind'], 'hidden' | 'text' | 'date' | 'file'> | 'input' | 'dateInput' | 'fileUpload';
  readonly options: object;
}

/** Questions that stand one after the other, or are folded away under a title. */
export interface FormGroup {
  readonly folded: string | null;
  /** Whether what is folded is shown, because something in it is answered or wrong. */
  readonly open: boolean;
  readonly components: readonly FormComponent[];
}

/** A form as its template lays it out. */
export interface FormView {
  readonly method: 'get' | 'post';
  readonly encoding: 'multipart/form-data' | null;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly groups: readonly FormGroup[];
  readonly button: string;
  readonly errorSummary: { readonly titleText: string; readonly errorList: readonly object[] } | null;
}

interface Filled {
  readonly answers: Answers;
  readonly sent: SentForm;
  readonly problems: readonly FieldProblem[];
}

export function formView(
  { fields, button, method }: { readonly fields: readonly Field[]; readonly button: string; readonly method?: 'get' },
  filled: Filled,
  ticket: { readonly token: string; readonly key: string } | null,
): FormView {
  return {
    method: method ?? 'post',
    encoding: fields.some(({ kind }) => kind === 'file') ? 'multipart/form-data' : null,
    hidden: [
      ...fields.flatMap((field) =>
        field.kind === 'hidden' ? [{ name: field.name, value: textOf(filled.answers, field.name) }] : [],
      ),
      ...(ticket === null
        ? []
        : [
            { name: '_csrf', value: ticket.token },
            { name: '_key', value: ticket.key },
          ]),
    ],
    groups: groupsOf(fields, filled),
    button,
    errorSummary:
      filled.problems.length === 0
        ? null
        : {
            titleText: 'There is a problem',
            errorList: filled.problems.map(({ field, text }) => {
              const found = fields.find(({ name }) => name === field);
              return found === undefined || found.kind === 'hidden' ? { text } : { text, href: `#${firstIdOf(found)}` };
            }),
          },
  };
}

function groupsOf(fields: readonly Field[], filled: Filled): FormGroup[] {
  const groups: { folded: string | null; open: boolean; components: FormComponent[] }[] = [];
  for (const field of fields) {
    if (field.kind === 'hidden') continue;
    const { name, folded = null } = field;
    let group = groups.at(-1);
    if (group === undefined || group.folded !== folded) groups.push((group = { folded, open: false, components: [] }));
    group.components.push(componentOf(field, filled));
    group.open ||= textOf(filled.answers, name) !== '' || filled.problems.some((problem) => problem.field === name);
  }
  return groups;
}

/** The first thing of a field that can be typed into, for the links of the error summary. */
const firstIdOf = ({ kind, name }: Field): string => (kind === 'date' ? `${name}-day` : name);

type Shown = Exclude<Field, { kind: 'hidden' }>;

function componentOf(field: Shown, filled: Filled): FormComponent {
  const { name, label, hint } = field;
  const problem = filled.problems.find((each) => each.field === name);
  const said = {
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    ...(problem === undefined ? {} : { errorMessage: { text: problem.text } }),
  };
  const named = { id: name, name, label: { text: label, classes: 'govuk-label--s' }, ...said };
  const value = textOf(filled.answers, name);
  const fieldset = { legend: { text: label, classes: 'govuk-fieldset__legend--s' } };
  switch (field.kind) {
    case 'text':
      return {
        component: 'input',
        options: {
          ...named,
          value,
          ...(field.width === undefined ? {} : { classes: `govuk-input--width-${field.width}` }),
          ...(field.inputMode === undefined ? {} : { inputmode: field.inputMode, spellcheck: false }),
          ...(field.suffix === undefined ? {} : { suffix: { text: field.suffix } }),
          ...(field.prefix === undefined ? {} : { prefix: { text: field.prefix } }),
        },
      };
    case 'textarea':
      return { component: 'textarea', options: { ...named, value, rows: field.rows ?? 5 } };
    case 'file':
      return {
        component: 'fileUpload',
        options: {
          ...named,
          ...(field.accept === undefined ? {} : { attributes: { accept: field.accept } }),
          ...(field.several === true ? { multiple: true } : {}),
        },
      };
    case 'select':
      return {
        component: 'select',
        options: { ...named, items: [{ value: '', text: '' }, ...choicesOf(field.choices, [value], 'selected')] },
      };
    case 'radios':
    case 'checkboxes':
      return {
        component: field.kind,
        options: {
          idPrefix: name,
          name,
          fieldset,
          ...said,
          items: choicesOf(field.choices, chosenOf(filled.answers, name), 'checked'),
        },
      };
    case 'date':
      return { component: 'dateInput', options: dateOptions(field, filled, { ...said, fieldset }) };
  }
}

const choicesOf = (
  choices: Extract<Shown, { choices: unknown }>['choices'],
  chosen: readonly string[],
  mark: 'selected' | 'checked',
): object[] =>
  choices.map(({ value, text, hint }) => ({
    value,
    text,
    ...(hint === undefined ? {} : { hint: { text: hint } }),
    [mark]: chosen.includes(value),
  }));

function dateOptions({ name }: Shown, { answers, sent, problems }: Filled, said: object): object {
  const typed = partsOf(name, sent);
  const [year, month, day] = textOf(answers, name).split('-');
  const stated = [day, month, year].map((part) => (part === undefined ? '' : String(Number(part || '0') || '')));
  const isWrong = problems.some(({ field }) => field === name);
  return {
    id: name,
    namePrefix: name,
    ...said,
    items: dateParts.map((part, at) => ({
      name: part,
      label: capitalised(part),
      value: typed[at] || stated[at] || '',
      classes: `govuk-input--width-${part === 'year' ? 4 : 2}${isWrong ? ' govuk-input--error' : ''}`,
    })),
  };
}
