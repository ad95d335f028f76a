from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ita_portal.accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

    def ready(self):
        from ita_portal.accounts.sessions import connect

        connect()
