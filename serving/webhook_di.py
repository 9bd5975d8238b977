"""What webhooks are built from, on every edge."""

from dishka import AnyOf, Provider, Scope, provide, provide_all

from serving.core.webhooks.create_webhook import CreateWebhook
from serving.core.webhooks.delete_webhook import DeleteWebhook
from serving.core.webhooks.reach import Reach
from serving.core.webhooks.replay_delivery import ReplayWebhookDelivery
from serving.core.webhooks.show_webhooks import ListWebhookDeliveries, ShowWebhook
from serving.core.webhooks.webhooks import Webhooks, WebhookSecrets
from serving.db.repositories.webhooks import SqlWebhooks
from serving.settings import Settings
from serving.webhook_secrets import SealedSecrets, webhook_secrets


class WebhookProvider(Provider):
    scope = Scope.REQUEST

    webhooks = provide(SqlWebhooks, provides=Webhooks)
    use_cases = provide_all(
        CreateWebhook, DeleteWebhook, ShowWebhook, ListWebhookDeliveries, ReplayWebhookDelivery
    )

    @provide(scope=Scope.APP)
    def reach(self, settings: Settings) -> Reach:
        return Reach(local=settings.local_webhooks)

    @provide(scope=Scope.APP)
    def secrets(self, settings: Settings) -> AnyOf[SealedSecrets, WebhookSecrets]:
        return webhook_secrets(settings)
