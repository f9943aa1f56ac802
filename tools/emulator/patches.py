"""
What MiniStack does otherwise than AWS, and has to do as AWS does: each of these is noticed by a test that fails
without it.
"""

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners


def mend():
    handlers = provisioners._RESOURCE_HANDLERS
    mend_references_to_secrets(handlers["AWS::SecretsManager::Secret"])
    mend_cors(handlers["AWS::ApiGatewayV2::Api"])
    mend_user_pools(handlers["AWS::Cognito::UserPool"])


def mend_references_to_secrets(secret):
    """`Ref` of a secret is its ARN; MiniStack gives its name, which no policy matches."""
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


def mend_cors(api):
    """MiniStack reads the CORS of an API by names that begin with small letters; templates have capitals."""

    def with_small_letters(change):
        def changed(*args, **options):
            return change(*map(smaller, args), **options)

        return changed

    def smaller(props):
        if not isinstance(props, dict) or "CorsConfiguration" not in props:
            return props
        cors = props["CorsConfiguration"]
        return {**props, "CorsConfiguration": {k[0].lower() + k[1:]: v for k, v in cors.items()}}

    api["create"] = with_small_letters(api["create"])
    api["update"] = with_small_letters(api["update"])


def mend_user_pools(pool):
    """A user pool says the URL of its issuer; MiniStack leaves it out."""

    def with_url(change):
        def changed(*args, **options):
            pool_id, attributes = change(*args, **options)
            return pool_id, {**attributes, "ProviderURL": f"https://{attributes['ProviderName']}"}

        return changed

    pool["create"] = with_url(pool["create"])
    pool["update"] = with_url(pool["update"])
