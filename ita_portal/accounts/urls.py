from django.contrib.auth import views as auth_views
from django.urls import path

from ita_portal.accounts.middleware import OWES_CODE, OWES_SETUP, open_to
from ita_portal.accounts.views import account, reset, second_factor, sign_in

app_name = "accounts"

code, setup, either = open_to(OWES_CODE), open_to(OWES_SETUP), open_to(OWES_CODE, OWES_SETUP)
password_done = auth_views.PasswordChangeDoneView.as_view(template_name="accounts/password_done.html")

urlpatterns = [
    path("", account.AccountView.as_view(), name="account"),
    path("login/", sign_in.SignInView.as_view(), name="login"),
    path("code/", code(sign_in.CodeView.as_view()), name="code"),
    path("code/recovery/", code(sign_in.RecoveryCodeView.as_view()), name="recovery"),
    path("logout/", either(sign_in.SignOutView.as_view()), name="logout"),
    path("logout/everywhere/", sign_in.SignOutEverywhereView.as_view(), name="logout-everywhere"),
    path("profile/", account.ProfileView.as_view(), name="profile"),
    path("password/", account.PasswordView.as_view(), name="password"),
    path("password/done/", password_done, name="password-done"),
    path("reset/", reset.ResetView.as_view(), name="reset"),
    path("reset/sent/", reset.ResetSentView.as_view(), name="reset-sent"),
    path("reset/<uidb64>/<token>/", reset.ResetConfirmView.as_view(), name="reset-confirm"),
    path("second-factor/", setup(second_factor.StartView.as_view()), name="factor"),
    path("second-factor/confirm/", setup(second_factor.ConfirmView.as_view()), name="factor-confirm"),
    path("second-factor/codes/", second_factor.RenewCodesView.as_view(), name="factor-codes"),
    path("second-factor/remove/", second_factor.RemoveView.as_view(), name="factor-remove"),
]
