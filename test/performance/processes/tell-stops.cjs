'use strict';
// Required before a program: tells whoever asks over IPC how long its main thread stopped at most since it was asked before,
// in milliseconds, and how much CPU it used in its longest turn. On a busy machine most of a stop is waiting for a core.
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.channel !== undefined) {
  const cpuOf = ({ user, system }) => (user + system) / 1e3;
  let last = { cpu: cpuOf(process.threadCpuUsage()), at: performance.now() };
  let most = { cpu: 0, ms: 0 };
  const look = () => {
    const now = { cpu: cpuOf(process.threadCpuUsage()), at: performance.now() };
    most = { cpu: Math.max(most.cpu, now.cpu - last.cpu), ms: Math.max(most.ms, now.at - last.at) };
    last = now;
  };
  setInterval(look, 1).unref();
  process.on('message', () => {
    look();
    process.send(most);
    most = { cpu: 0, ms: 0 };
  });
  process.channel.unref();
}
