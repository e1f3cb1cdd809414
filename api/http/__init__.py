"""The JSON API: one description (OpenAPI 3.1), from which its page, its checks of parameters and its tests follow."""
