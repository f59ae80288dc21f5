import json
from urllib.parse import parse_qs


def handler(event, context):
    if event["httpMethod"] != "POST":
        return {"statusCode": 405}
    fields = parse_qs(event["body"])
    ip = event["requestContext"]["identity"]["sourceIp"]
    return {"statusCode": 202, "body": json.dumps({"fields": fields, "for": ip})}
