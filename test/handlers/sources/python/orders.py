import json
from urllib.parse import parse_qs

from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from mangum import Mangum as Adapter

AUTHORIZATION = "Authorization"
app = APIGatewayRestResolver()


def lambda_handler(event: dict, context) -> dict:
    headers = event.get("headers") or {}
    token = headers.get(AUTHORIZATION)
    either = headers.get("X-Tenant") or headers.get("x-tenant")
    asked = event["queryStringParameters"]
    path, method = event["path"], event["httpMethod"]
    claims = event["requestContext"]["authorizer"]["claims"]
    if (user_agent := headers["User-Agent"]) is None:
        return {"body": "who are you?"}
    fields = parse_qs(event["body"])
    return answer(event, [token, either, asked, path, method, claims, user_agent, fields])


def answer(request, data):
    ip = request["requestContext"]["identity"]["sourceIp"]
    return {"statusCode": 200, "body": json.dumps([ip, *data])}


def consume(event, context):
    for record in event["Records"]:
        print(event["path"], record)
