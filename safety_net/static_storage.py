"""Hashed static files in which JavaScript modules find each other."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import` statements too, so that a changed module is never served stale."""

    support_js_module_import_aggregation = True
    # Each pass carries a new name one import further; the desk's modules stand a dozen deep.
    max_post_process_passes = 40
