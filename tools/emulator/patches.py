"""
Patches of MiniStack where it differs from AWS and the tests of this repository notice: each of these
functions fixes a test that fails without it.
"""

from ministack.core import iam_actions, iam_evaluator
from ministack.services import s3, secretsmanager
from ministack.services.cloudformation import provisioners


def apply_patches():
    handlers = provisioners._RESOURCE_HANDLERS
    patch_conditional_writes()
    patch_missing_objects()
    patch_metric_math()
    patch_secret_references(handlers["AWS::SecretsManager::Secret"])
    patch_cors(handlers["AWS::ApiGatewayV2::Api"])
    patch_user_pools(handlers["AWS::Cognito::UserPool"])


def patch_conditional_writes():
    """Policies may demand `If-None-Match` of a write. MiniStack does not know that condition key."""
    original = iam_actions._s3_object_context

    def with_if_none_match(action, query, path, headers):
        context = original(action, query, path, headers)
        value = headers.get("if-none-match")
        return {**context, "s3:if-none-match": value} if value else context

    iam_actions._s3_object_context = with_if_none_match


def patch_missing_objects():
    """S3 tells those who may list a bucket what is missing (404). MiniStack tells CloudFront 403 in any case."""
    original = s3.serve_cloudfront_origin_fetch

    def may_list(bucket, source_arn):
        owner = s3._bucket_owner_account(bucket) or s3.get_account_id()
        policy = s3._bucket_policies.get_scoped(owner, None, bucket)
        context = iam_evaluator.EvalContext(
            principal_arn="*",
            principal_type="Service",
            principal_account="",
            action="s3:ListBucket",
            resource_arn=f"arn:aws:s3:::{bucket}",
            region=s3.get_region(),
            service_context={"aws:sourcearn": source_arn},
        )
        evaluate = iam_evaluator.evaluate_resource_policy
        return policy and evaluate(policy, context, service="cloudfront.amazonaws.com").decision == "Allow"

    def with_not_found(name, key, method, headers, source_arn="", oai_id=""):
        bucket = s3._ensure_bucket(name)
        if bucket and key not in bucket["objects"] and source_arn and may_list(name, source_arn):
            return s3._error("NoSuchKey", "The specified key does not exist.", 404, f"/{name}/{key}")
        return original(name, key, method, headers, source_arn=source_arn, oai_id=oai_id)

    s3.serve_cloudfront_origin_fetch = with_not_found


def patch_metric_math():
    """Alarms may be on an expression. MiniStack evaluates no alarms, and refuses to create these."""
    original = provisioners._cw_metric_alarm_record

    def of_any_metric(name, props):
        if "Metrics" not in props:
            return original(name, props)
        stand_in = {"Namespace": "Expression", "MetricName": name, "Statistic": "Sum", "Period": 60}
        return original(name, {**{k: v for k, v in props.items() if k != "Metrics"}, **stand_in})

    provisioners._cw_metric_alarm_record = of_any_metric


def patch_secret_references(secret):
    """`Ref` of a secret is its ARN. MiniStack returns its name, which matches no policy."""
    create, update, delete = secret["create"], secret["update"], secret["delete"]

    def name_of(arn):
        secrets = secretsmanager._secrets.items()
        return next((name for name, its in secrets if its["ARN"] == arn), arn)

    def create_by_arn(*args):
        _, attributes = create(*args)
        return attributes["Id"], attributes

    def update_by_arn(arn, *args, **options):
        _, attributes = update(name_of(arn), *args, **options)
        return attributes["Id"], attributes

    secret["create"] = create_by_arn
    secret["update"] = update_by_arn
    secret["delete"] = lambda arn, *args: delete(name_of(arn), *args)


def patch_cors(api):
    """Templates spell the CORS properties of an API in PascalCase. MiniStack reads them in camelCase."""

    def with_camel_case(change):
        def changed(*args, **options):
            return change(*map(to_camel_case, args), **options)

        return changed

    def to_camel_case(props):
        if not isinstance(props, dict) or "CorsConfiguration" not in props:
            return props
        cors = props["CorsConfiguration"]
        return {**props, "CorsConfiguration": {k[0].lower() + k[1:]: v for k, v in cors.items()}}

    api["create"] = with_camel_case(api["create"])
    api["update"] = with_camel_case(api["update"])


def patch_user_pools(pool):
    """A user pool has the URL of its issuer as an attribute. MiniStack leaves it out."""

    def with_url(change):
        def changed(*args, **options):
            pool_id, attributes = change(*args, **options)
            return pool_id, {**attributes, "ProviderURL": f"https://{attributes['ProviderName']}"}

        return changed

    pool["create"] = with_url(pool["create"])
    pool["update"] = with_url(pool["update"])
