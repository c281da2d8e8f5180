"""What each setting has to be, for whoever set it wrong."""

from collections.abc import Mapping

from wording.translation import _, mark

EXPECTED: Mapping[str, str] = {
    "PORT": mark("a whole number from 1 to 65535, for example 8501"),
    "DATABASE_URL": mark("postgresql://user:password@host/database, or sqlite:/// and the path of a file"),
    "TIENDO_DATA": mark("a folder that this account may write into"),
    "TIENDO_DOCUMENTS": mark("a folder that this account may write into"),
    "TIENDO_LETTER_DAYS": mark("a whole number of days, for example 10"),
    "TIENDO_SECOND_FACTOR_ROLES": mark("roles with commas between them, for example admin,coordinator"),
    "OIDC_ISSUER": mark("the address of the identity provider, beginning with https://"),
    "OIDC_CLIENT_ID": mark("the name under which the identity provider knows this app"),
    "OIDC_ROLES": mark(
        "what the claim of roles may say, and the role that it makes, for example van-phong=coordinator,so=reporter"
    ),
    "OIDC_SCOPE": mark("scopes with blanks between them, openid among them"),
    "REMIND_DAYS_BEFORE": mark("a whole number of days, for example 10"),
    "REMIND_AGAIN_AFTER_DAYS": mark("a whole number of days, for example 10"),
    "SMTP_PORT": mark("a whole number from 1 to 65535, for example 587"),
    "SMTP_SENDER": mark("an e-mail address"),
    "SMTP_USER": mark("unaccented letters, digits and signs alone"),
    "SMTP_PASSWORD": mark("unaccented letters, digits and signs alone"),
    "PUBLIC_URL": mark("the address of the app, beginning with http:// or https://"),
}


def setting_problem(name: str) -> str:
    """A line on a setting that can't be used. Its value is not repeated: it may be a password."""
    return _("The setting {name} can't be used. Set it to: {expected}.").format(name=name, expected=_(EXPECTED[name]))
