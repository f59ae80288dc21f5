export const pets = async (event) => ({ statusCode: 200, body: `pets at ${event.path}` });
