import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import { adoptPageStyles } from '../elements/tokens.ts';
import './define.ts';

adoptPageStyles();
document.body.append(document.createElement('rc-app'));
