export const greet = (name) => `${process.env.GREETING ?? 'Hello'}, ${name}!`;
