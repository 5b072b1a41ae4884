"""keep.py FOUND CORPUS: makes the corpus its seeds, which people wrote, and the inputs of FOUND, or if these are too many a part of
them, small and large ones alike."""
import hashlib
import os
import sys

MOST_FILES, MOST_BYTES = 300, 120_000

found, corpus = sys.argv[1:3]
seeds = [name for name in os.listdir(corpus) if name.startswith("seed-")]
inputs = {}
for name in set(os.listdir(found)) - set(seeds):
    with open(os.path.join(found, name), "rb") as file:
        data = file.read()
    inputs[hashlib.sha1(data).hexdigest()[:16]] = data
by_size = sorted(inputs.items(), key=lambda item: (len(item[1]), item[0]))
most = min(MOST_FILES, len(by_size))
while True:
    kept = [by_size[i * len(by_size) // most] for i in range(most)]
    size = sum(len(data) for _, data in kept)
    if size <= MOST_BYTES:
        break
    most -= 10
for name in set(os.listdir(corpus)) - set(seeds):
    os.remove(os.path.join(corpus, name))
for name, data in kept:
    with open(os.path.join(corpus, name), "wb") as file:
        file.write(data)
print(f"  {os.path.basename(corpus)}: {len(seeds)} seeds and {len(kept)} inputs of {size} bytes")
