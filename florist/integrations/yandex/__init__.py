"""Yandex Geocoder: which address a shared location has."""
