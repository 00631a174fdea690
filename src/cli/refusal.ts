/** The command made no sense, or named something that cannot be used: its message goes to stderr, the exit status is 2. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
