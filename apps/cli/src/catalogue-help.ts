import { wrapped } from '@outturn/reporting';
import { commandCatalogue } from '@outturn/wiring';
import { commandFields, type CommandField } from './command-fields.js';

const WIDTH = 100;

/** What can be recorded, with the fields of each: those in brackets may be left out. */
export function catalogueHelp(): string {
  const entries = commandCatalogue.flatMap(({ path, summary, command }) => {
    if (path === null) return [];
    const fields = commandFields(command).map(fieldText).join(' ');
    return [`  ${path.padEnd(24)}${summary}`, ...wrapped(fields, WIDTH, '      ')];
  });
  return `\nWhat can be recorded:\n${entries.join('\n')}\n\nA list is written a;b. A text with spaces is put in quotation marks: "reason=Late returns".`;
}

function fieldText({ name, required, type }: CommandField): string {
  const shown = type === 'list' ? `${name}…` : name;
  return required ? shown : `[${shown}]`;
}
