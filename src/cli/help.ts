/** What the help says beyond the list of options. Lines of at most 100 characters. */

const status = `
Exit status:
  0  the program came to its end without an uncaught exception
  1  it failed, or did not come to its end: exception, deadlock, limit, schedule too short
  2  the command makes no sense, a file cannot be read, or the schedule cannot be followed`;

const json = `
JSON, one object:
  program     { file, digest }          digest of the source
  machine     { switchPoints, gil }
  seed        "0x7", if a seed chose the steps
  schedule    the steps that were done, as --schedule takes them
  steps       how many
  switches    changes of thread where the thread before could have gone on
  output      all that the program printed
  threads     [{ mark, name, status, error }]   error: last line of the traceback, or ""
  ending      { kind, text, cycle? }    kind: finished, stuck, stopped (limit) or open (schedule too short)
  digest      of the state at the end: equal runs, equal digests
  globals     { name: repr } of the module's data
  diagnostics warnings of the compiler, if any: [{ line, column, message, suggestion … }]
  refusal     why the schedule could not be followed further, if it could not
  Without a run (status 2): { refusal, diagnostics? }`;

const virtualJson = `
JSON of a run with --machine, times in virtual nanoseconds:
  program, seed, output as above
  machine     { name, cores, python, gil, switchInterval, startMethod }
  errors      [{ thread, line, text }]  uncaught exceptions
  ending      { kind, text, cycle? }    kind: finished, stuck or stopped (limit)
  bytecodes   how many were executed
  metrics     { wall, coreUse, use, threads, running, waitingFor…, contextSwitches, forcedSwitches … }
  holdUp      what held it up most, as a sentence`;

export const generalHelp = `
Examples:
  racecourse run count.py --seed 7          one run; the same seed, the same run
  racecourse run count.py --schedule 1122   the order of steps that you choose
  racecourse run work.py --machine gil      in virtual time: how long it takes, and what it waits for
  racecourse compare work.py                the same on several machines
  racecourse replay run.json                a recorded run; refuses where it would differ
`;

export const runHelp = `
A schedule has a character for each step: 1-9 and a-z for threads T1-T35, 0 for main, "." for nobody;
1*20 is 20 steps of T1. FILE - reads the program from the standard input.

With --machine the program runs in virtual time: the machine's cores, its GIL and the operating system decide who
runs when. stderr tells the time of each thread and what held it up; --table adds tables and a timeline.

Examples:
  racecourse run count.py --seed 0x5EED --trace run.json
  racecourse run count.py --schedule "1 2*18 1 2 1*18 2" --table
  racecourse run count.py --scheduler round-robin --quantum 2 --switch eval-breaker
  racecourse run work.py --machine gil --cores 4 --table
  racecourse run work.py --machine free-threaded --seed 7 --chrome-trace work.json
${status}
${json}
${virtualJson}
`;

export const compareHelp = `
The first machine is what the others are measured against: speed-up is its time through theirs, efficiency the speed-up
for each core. Waits are of all threads together. Exit status as of run; on stdout is the table.

Examples:
  racecourse compare work.py
  racecourse compare work.py --machines gil,3.13,free-threaded --cores 4 --seed 7
`;

export const machinesHelp = `
gil and free-threaded are the computer that the costs were measured on; 3.9 to 3.13t are it with that Python.
--cores, --python, --switch-interval and --start-method change any of them.
`;

export const replayHelp = `
TRACE is a file that --trace wrote (- reads it from the standard input), or a link that Share made, in quotes.
Each step is compared with what was recorded; at the first that differs the replay stops and says so.

Examples:
  racecourse replay run.json --table
  racecourse replay count.py --schedule 1122
  racecourse replay 'http://127.0.0.1:5173/#/lesson/03-lost-update?s=1122&c=…'
${status}
${json}
`;
