import {
  benchmarkEntity,
  indicatorEntity,
  kpiReturnEntity,
  planActionEntity,
  targetEntity,
  type DefineIndicator,
  type RecordAction,
  type ReleaseBenchmark,
  type SetTarget,
  type SubmitReturn,
} from '@outturn/domain';
import { isInstant } from '@outturn/kernel';
import type { RowKindName } from './import-file.js';
import type { ImportItem } from './import-item.js';
import type { Fault } from './problems.js';
import type { RowCommand } from './row-kinds.js';

const slots: Readonly<Record<RowKindName, (command: RowCommand) => string>> = {
  indicators: (command) => indicatorEntity(command as DefineIndicator),
  benchmarks: (command) => benchmarkEntity(command as ReleaseBenchmark),
  targets: (command) => targetEntity(command as SetTarget),
  returns: (command) => kpiReturnEntity(command as SubmitReturn),
  actions: (command) => planActionEntity(command as RecordAction),
};

/**
 * Rows of one call that are about one thing and were told on one day (or at one instant): those that mention different
 * members become one. Two that say different things of one member would invent a revision
 * that nobody made, so both are reported.
 * @param report hears of each of the two rows, and the column in which they part
 */
export function mergedRows(
  items: readonly ImportItem[],
  report: (item: ImportItem, column: string, fault: Fault) => void,
): ImportItem[] {
  const merged = new Map<string, ImportItem>();
  const repeated: ImportItem[] = [];
  for (const item of items) {
    const when = item.occurred ?? '';
    const key = `${item.kind}\u001F${isInstant(when) ? when : when.slice(0, 10)}\u001F${slots[item.kind](item.command)}`;
    const first = merged.get(key);
    if (first === undefined) {
      merged.set(key, item);
      continue;
    }
    const parted = partedMember(first, item);
    if (parted === null) {
      // A row that adds nothing to the first is decided by itself, and counted as unchanged.
      if (addsNothing(item, first)) repeated.push(item);
      else merged.set(key, joined(first, item));
      continue;
    }
    for (const [one, other] of [
      [first, item],
      [item, first],
    ] as const) {
      const where = one.source.file === other.source.file ? '' : ` of ${other.source.file}`;
      const message = `line ${other.source.line}${where} says something else about the same thing on the same day: keep one`;
      report(one, one.columnOf(parted), { kind: 'RowsDisagree', message });
    }
  }
  return [...merged.values(), ...repeated];
}

/** A member of which two commands say different things; null if there is none. */
function partedMember(one: ImportItem, other: ImportItem): string | null {
  const saidBy = (member: string): unknown => Reflect.get(other.command, member);
  for (const [member, value] of Object.entries(one.command)) {
    if (value === undefined || saidBy(member) === undefined || member === 'occurred') continue;
    if (JSON.stringify(value) !== JSON.stringify(saidBy(member))) return member;
  }
  return null;
}

const addsNothing = (item: ImportItem, first: ImportItem): boolean => {
  const isSaid = (member: string): boolean => Reflect.get(first.command, member) !== undefined;
  return Object.entries(item.command).every(([member, value]) => value === undefined || isSaid(member));
};

/** Two rows that say one thing together. */
function joined(one: ImportItem, other: ImportItem): ImportItem {
  const mentioned = Object.fromEntries(Object.entries(other.command).filter(([, value]) => value !== undefined));
  const command = Object.assign(
    Object.create(Object.getPrototypeOf(one.command) as object) as RowCommand,
    one.command,
    mentioned,
  );
  return {
    kind: one.kind,
    command,
    source: one.source,
    occurred: one.occurred,
    digest: one.digest,
    alike: [...(one.alike ?? []), other.digest],
    columnOf: (field) => one.columnOf(field),
    valueOf: (field) => one.valueOf(field) ?? other.valueOf(field),
  };
}
