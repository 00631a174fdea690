/** What the help says beyond the list of options. Lines of at most 100 characters. */

const status = `
Exit status:
  0  the program came to its end without an uncaught exception
  1  it failed, or did not come to its end: exception, deadlock, step limit, schedule too short
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

export const generalHelp = `
Examples:
  racecourse run count.py --seed 7          one run; the same seed, the same run
  racecourse run count.py --schedule 1122   the order of steps that you choose
  racecourse replay run.json                a recorded run; refuses where it would differ
`;

export const runHelp = `
A schedule has a character for each step: 1-9 and a-z for threads T1-T35, 0 for main, "." for nobody;
1*20 is 20 steps of T1. FILE - reads the program from the standard input.

Examples:
  racecourse run count.py --seed 0x5EED --trace run.json
  racecourse run count.py --schedule "1 2*18 1 2 1*18 2" --table
  racecourse run count.py --scheduler round-robin --quantum 2 --switch eval-breaker
${status}
${json}
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
