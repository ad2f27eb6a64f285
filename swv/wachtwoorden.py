"""What a password must be, said in Dutch where Django's own translation has a gap."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class Minimumlengte(MinimumLengthValidator):
    """Django 5.2 rewrote this sentence without its Dutch translation."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Gebruik ten minste {self.min_length} tekens."
