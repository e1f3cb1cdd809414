"""Where somebody says to which address letters go."""
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

WRONG = "这不是电子邮件地址。"
_is_address = EmailValidator(WRONG, allowlist=[])


def validate(address: str) -> None:
    """Letters for strangers go to no machine by its number, and to no account of this one; nothing is hidden in an address."""
    _is_address(address)
    if "[" in address or not address.isprintable():
        raise ValidationError(WRONG)


class Address(forms.EmailField):
    default_validators = [validate]


class AddressForm(forms.Form):
    address = Address(
        label="电子邮件地址", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "请填写电子邮件地址。", "max_length": "地址太长。"},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
