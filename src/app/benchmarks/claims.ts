import { ARTICLE_FOREST, ARTICLE_MAIL, measuredSeries } from '../../simulate/benchmarks.ts';
import { secondsOf, secondsText, timesText } from './rows.ts';
import type { PlainChart } from './simulator-protocol.ts';

/** How a statement of the article fares, and the figures that say so. */
export interface Finding {
  readonly verdict: 'holds' | 'does not hold' | 'makes no difference';
  readonly words: string;
}

/** What the article concludes from its charts, in our words, and what the simulator and real measurements say to it. */
export interface Claim {
  readonly claim: string;
  readonly simulated: Finding;
  /** Undefined: nobody measured it. */
  readonly measured: Finding | undefined;
  readonly why: string;
}

/** A difference below this is lost in the scatter of real runs. */
const NOISE = 0.02;
/** What so many workers of a kind take, in seconds. */
type Times = (chart: 'cpu' | 'io', kind: 'threads' | 'processes', workers: number) => number;
const COUNTS = [1, 2, 4, 8];

/** Positive: the article says so. `words` gets the figures. */
function finding(margin: number, words: string): Finding {
  const verdict = margin > NOISE ? 'holds' : margin < -NOISE ? 'does not hold' : 'makes no difference';
  return { verdict, words };
}

const percentMore = (a: number, b: number): string => {
  const more = (a / b - 1) * 100;
  return `${Math.abs(more).toFixed(Math.abs(more) < 10 ? 1 : 0)} % ${more >= 0 ? 'more' : 'less'}`;
};

function oneProcess(times: Times): Finding {
  const margin = (chart: 'cpu' | 'io') => times(chart, 'processes', 1) / times(chart, 'threads', 1) - 1;
  const more = (chart: 'cpu' | 'io') => percentMore(times(chart, 'processes', 1), times(chart, 'threads', 1));
  return finding(
    Math.min(margin('cpu'), margin('io')),
    `Computing, one process takes ${more('cpu')} than one thread; waiting, ${more('io')}.`,
  );
}

function slower(times: Times): Finding {
  const two = times('cpu', 'threads', 2) / times('cpu', 'threads', 1);
  return finding(two / 2 - 1, `Two threads take ${two.toFixed(2)} times as long as one; in turn, it would be 2.`);
}

function processesWin(times: Times): Finding {
  const gains = COUNTS.slice(1).map((n) => times('cpu', 'threads', n) / times('cpu', 'processes', n));
  const list = gains.map((gain) => timesText(gain)).join(', ');
  return finding(Math.min(...gains) - 1, `With 2, 4 and 8 workers, processes are done ${list} sooner.`);
}

function levelsOff(times: Times): Finding {
  const rate = (n: number) => (n * times('cpu', 'processes', 1)) / times('cpu', 'processes', n);
  const gain = rate(8) / rate(4);
  return finding(
    1.5 - gain,
    `Four processes get through ${rate(4).toFixed(1)} times the work of one in the same time, eight through ${rate(8).toFixed(1)}.`,
  );
}

function threadsWin(times: Times): Finding {
  const margins = COUNTS.map((n) => times('io', 'processes', n) / times('io', 'threads', n) - 1);
  const sooner = margins.filter((margin) => margin > 0).length;
  const mean = margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
  return finding(
    mean,
    `Threads are sooner done with ${sooner} of ${COUNTS.length} numbers of workers; on average processes take ${percentMore(1 + mean, 1)}.`,
  );
}

/** The same statement, asked of both. */
const ask = (question: (times: Times) => Finding, simulated: Times, measured: Times) => ({
  simulated: question(simulated),
  measured: question(measured),
});

export function claimsOf(charts: readonly PlainChart[], gil: boolean, cores: number): Claim[] {
  const lookUp = (chart: string, kind: string, workers: number): number =>
    secondsOf(charts.find(({ id }) => id === chart)?.series ?? [], 'simulated', kind, workers) ?? Number.NaN;
  const real: Times = (chart, kind, workers) =>
    secondsOf(measuredSeries(chart), 'measured', kind, workers) ?? Number.NaN;
  const { jobs } = ARTICLE_FOREST;
  const forest = lookUp('forest', 'simulated', 1) / lookUp('forest', 'simulated', jobs);
  const mail = lookUp('mail', 'simulated', 1) / lookUp('mail', 'simulated', ARTICLE_MAIL.threads);
  const articleMail = ARTICLE_MAIL.alone / ARTICLE_MAIL.together;
  return [
    {
      claim: 'One process takes longer than one thread.',
      ...ask(oneProcess, lookUp, real),
      why: 'A fork costs about two milliseconds, a fresh interpreter a hundred. Beside a second of work the first is hardly seen.',
    },
    {
      claim: 'Threads make a program that computes slower.',
      simulated: slower(lookUp),
      measured: finding(
        (MEASURED_SPLIT.two + MEASURED_SPLIT.eight) / 2 / MEASURED_SPLIT.one - 1,
        `The same work in all took ${secondsText(MEASURED_SPLIT.one)} in one thread, ${secondsText(MEASURED_SPLIT.two)} in two, ${secondsText(MEASURED_SPLIT.eight)} in eight.`,
      ),
      why: gil
        ? 'They take turns, and a turn of 5 ms costs some microseconds. The GIL before Python 3.2 fought over every switch; today’s does not.'
        : 'This interpreter has no GIL, so threads compute side by side.',
    },
    {
      claim: 'Processes beat threads at computing.',
      ...ask(processesWin, lookUp, real),
      why: gil
        ? `Each has a GIL of its own, and here ${cores === 1 ? 'there is 1 core' : `there are ${cores} cores`}.`
        : 'Without a GIL threads use all cores as well.',
    },
    {
      claim: 'Beyond the number of cores, more processes gain little.',
      ...ask(levelsOff, lookUp, real),
      why: 'Eight processes on fewer cores take turns. The article’s laptop has four.',
    },
    {
      claim: 'Threads always beat processes at waiting.',
      ...ask(threadsWin, lookUp, real),
      why: 'Whoever waits needs neither core nor GIL. What is left is the cost of starting, a few per cent.',
    },
    {
      claim: 'Ten threads fetch mail much sooner.',
      simulated: finding(
        mail - 1,
        `${timesText(mail)} sooner (the article: ${timesText(articleMail)}), not ten times: logging in is not shared.`,
      ),
      measured: finding(
        MEASURED_MAIL.alone / MEASURED_MAIL.together - 1,
        `${timesText(MEASURED_MAIL.alone / MEASURED_MAIL.together)} sooner, on a faster server.`,
      ),
      why: 'The listing itself stops with a NameError: it uses concurrent without importing it.',
    },
    {
      claim: 'Threads cannot use more than one core.',
      simulated: finding(
        1 - forest,
        `The forest’s ${jobs} jobs are threads, and are done ${timesText(forest)} sooner than one.`,
      ),
      measured: finding(
        MEASURED_HASH.two / MEASURED_HASH.one / 2 - 1,
        `Two threads hashed twice the data in ${(MEASURED_HASH.two / MEASURED_HASH.one).toFixed(2)} times the time.`,
      ),
      why: 'C code may let go of the GIL. scikit-learn fits its trees in threads for that reason, not in processes.',
    },
  ];
}

/** 100 mails of 20 ms, log-in 0.243 s: sequential, and ten threads; calibration machine, median of 5 (seconds). */
const MEASURED_MAIL = { alone: 2.65, together: 0.72 } as const;
/** sha256 in one thread, and in two with twice the data; the same. */
const MEASURED_HASH = { one: 0.088, two: 0.089 } as const;
/** The same amount of bytecode in one, two and eight threads: rows cpu, loop, split; the same. */
const MEASURED_SPLIT = { one: 0.391, two: 0.404, eight: 0.373 } as const;
