import { Handler } from './handler';

class Orders {
  async handle(event: any, _context: unknown) {
    const data = <any>JSON.parse(event.body);
    return this.answer(event, data);
  }

  private answer(request: any, data: unknown) {
    return { statusCode: 200, body: JSON.stringify([data, request.requestContext.path, request.requestContext.requestTimeEpoch]) };
  }
}

export default new Orders() satisfies Handler;
