import { writeSync } from 'node:fs';
import { OutturnNode } from '../outturn-node.js';

// say-until-killed <folder> <connection> <key> [size]: a node that says one command after the other, `key/1` first, and
// prints the key of each that it was answered. With a size, in characters, each is too large for one append.
const [folder = '', connection = '', run = '', size = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const node = await OutturnNode.open(folder, connection);
  writeSync(1, 'open\n');
  for (let number = 1; ; number += 1) {
    const key = `${run}/${number}`;
    await node.say(key, key, Number(size));
    writeSync(1, `${key}\n`);
  }
}

void main();
