"""A telephone number, parsed once at the door."""

from dataclasses import dataclass

import phonenumbers


@dataclass(frozen=True)
class Phone:
    """A number that exists in some country's plan; ``e164`` is ``+79161234567``."""

    e164: str

    @classmethod
    def parse(cls, text: str, region: str = "RU") -> "Phone | None":
        """The number in ``text``; without a country code it is one of ``region``. None when it is none."""
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_valid_number(number):
            return None
        return cls(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    @property
    def spoken(self) -> str:
        """As people write it: ``+7 916 123-45-67``."""
        number = phonenumbers.parse(self.e164)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
