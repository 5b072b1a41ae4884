"""The library that is preloaded into the service: faults of its disk and clock, and a record of what it wrote."""
import mmap
import os
import struct
import subprocess

# The order of struct Control in shim/shim.cpp.
FIELDS = ["count", "nth", "what", "lasting", "happened", "seconds"]
NOTHING, IO_ERROR, FULL, DIE_BEFORE, DIE_AFTER = range(5)


class Shim:
    """One service's: `folder` is watched. What is set here holds at once, also while the service runs."""
    library = None

    @classmethod
    def build(cls, scratch):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shim", "shim.cpp")
        cls.library = os.path.join(scratch, "shim.so")
        subprocess.run(["c++", "-std=c++20", "-O1", "-shared", "-fPIC", "-o", cls.library, source], check=True)

    def __init__(self, folder, record=False):
        self.record = folder + ".record" if record else None
        path = folder + ".control"
        with open(path, "wb") as file:
            file.write(bytes(8 * len(FIELDS)))
        with open(path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 8 * len(FIELDS))
        self.environment = {"LD_PRELOAD": Shim.library, "SAYSO_SHIM_FOLDER": folder, "SAYSO_SHIM_CONTROL": path}
        if record:
            self.environment["SAYSO_SHIM_RECORD"] = self.record

    def get(self, field):
        return struct.unpack_from("q", self.page, 8 * FIELDS.index(field))[0]

    def set(self, **values):
        for field, value in values.items():
            struct.pack_into("q", self.page, 8 * FIELDS.index(field), value)

    def recorded(self):
        """The size of the record: what is acknowledged now was written before this place."""
        return os.stat(self.record).st_size if self.record and os.path.exists(self.record) else 0
