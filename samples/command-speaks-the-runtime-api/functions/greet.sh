# A runtime of Lambda in bash alone. With curl it would be shorter.
export LC_ALL=C
host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API##*:}
invocation=/2018-06-01/runtime/invocation

while exec 3<>"/dev/tcp/$host/$port"; do
  printf 'GET %s/next HTTP/1.0\r\n\r\n' "$invocation" >&3
  while IFS=$' \t\r' read -r name value <&3 && [ -n "$name" ]; do
    case ${name,,} in lambda-runtime-aws-request-id:) id=$value ;; esac
  done
  event=$(cat <&3)

  [[ $event =~ \"pathParameters\":\{\"name\":\"([^\"]*)\"\} ]]
  answer="{\"statusCode\":200,\"body\":\"Hello, ${BASH_REMATCH[1]}, from a shell!\"}"

  exec 3<>"/dev/tcp/$host/$port"
  printf 'POST %s/%s/response HTTP/1.0\r\nContent-Length: %d\r\n\r\n%s' "$invocation" "$id" "${#answer}" "$answer" >&3
  cat <&3 >/dev/null
done
