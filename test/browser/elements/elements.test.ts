// One file for the runner: each costs it almost half a second.
import './events.cases.ts';
import './timeline.cases.ts';
import './editor.cases.ts';
import './axe.cases.ts';
