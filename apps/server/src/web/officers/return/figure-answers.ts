import { capitalised } from '@outturn/reporting';
import { qualifiedFigure, readFigure } from '@outturn/intake';
import { textOf, type Answers, type FieldProblem } from '../../forms/field.js';

/** Figures as they were typed, read as the terminal reads the cells of a file. */
export interface TypedFigures {
  readonly numerator: string;
  readonly denominator: string;
  readonly value: string;
  readonly problems: readonly FieldProblem[];
}

/** Reads what was typed; an answer that is no figure stays as it is, with what would be right. */
export function typedFigures(answers: Answers): TypedFigures {
  const [numerator, denominator, value] = [
    typed(answers, 'numerator', false),
    typed(answers, 'denominator', false),
    typed(answers, 'value', true),
  ];
  return {
    numerator: numerator.text,
    denominator: denominator.text,
    value: value.text,
    problems: [numerator, denominator, value].flatMap(({ problem }) => (problem === null ? [] : [problem])),
  };
}

function typed(
  answers: Answers,
  field: string,
  mayBePercent: boolean,
): { readonly text: string; readonly problem: FieldProblem | null } {
  const text = textOf(answers, field);
  if (text === '') return { text, problem: null };
  const figure = readFigure(text);
  const wrong = (said: string) => ({ text, problem: { field, text: said } });
  switch (figure.is) {
    case 'value':
      if (figure.percent && !mayBePercent) return wrong('A count is no percentage: leave the percent sign out');
      return { text: figure.value, problem: null };
    case 'mark':
      return wrong(
        `“${figure.mark}” says that a figure is not there: leave this empty, and say below why there is no figure`,
      );
    case 'refused':
      return wrong(mayBePercent ? figureRefused(text, figure.fault.message) : capitalised(figure.fault.message));
  }
}

/** A figure that is not exact has a question of its own on the form. */
function figureRefused(text: string, message: string): string {
  const bound = qualifiedFigure(text);
  if (bound === null) return capitalised(message);
  return `Write ${bound.figure} here, and choose “${bound.qualifier.replaceAll('_', ' ')}” under “How is it to be read?”`;
}
