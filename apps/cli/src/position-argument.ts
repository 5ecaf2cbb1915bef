import { InvalidArgumentError } from 'commander';

/** A position as a command line gives it. @throws InvalidArgumentError, which commander turns into a usage error */
export function positionArgument(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A position is a whole number, such as 41.');
  return Number(text);
}
