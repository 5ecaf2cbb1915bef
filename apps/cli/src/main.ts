// First of all: without it the classes of commands are declared and forget the types of their fields.
import 'reflect-metadata';
import { Interruption } from './interruption.js';
import { runProgram } from './program.js';
import { Terminal } from './terminal.js';

async function main(): Promise<void> {
  const terminal = new Terminal(process.stdout, process.stderr, process.env);
  const interruption = new Interruption(process, (message) => terminal.say(message));
  // The process ends by itself when everything is written: exit() would cut off what a pipe has not taken yet.
  process.exitCode = await runProgram(process.argv.slice(2), terminal, interruption);
}

void main();
