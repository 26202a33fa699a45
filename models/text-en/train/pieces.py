"""Word pieces: a vocabulary grown by byte-pair merging, applied by greedy longest match."""

from collections import Counter

SPECIAL = ["<pad>", "<unk>", "<cap>", "<user>", "<url>", "<name>", "<num>"]
MAX_WORD = 40


def train_pieces(word_lists, size, min_count=2):
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    counts = Counter(word for words in word_lists for word in words if word not in SPECIAL)
    tokenizer = Tokenizer(models.WordPiece(unk_token="<unk>", max_input_chars_per_word=MAX_WORD))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=min_count, special_tokens=SPECIAL, limit_alphabet=400, continuing_subword_prefix="##"
    )
    lines = (" ".join([word] * 1) for word, count in counts.items() for _ in range(min(count, 3000)))
    tokenizer.train_from_iterator(lines, trainer)
    vocabulary = tokenizer.get_vocab()
    return [piece for piece, _ in sorted(vocabulary.items(), key=lambda item: item[1])]


class Pieces:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.index = {piece: index for index, piece in enumerate(vocabulary)}
        self.cache = {}

    def of_word(self, word):
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._match(word)
        return found

    def _match(self, word):
        if word in self.index:
            return [self.index[word]]
        if len(word) > MAX_WORD:
            return [1]
        pieces, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                index = self.index.get(prefix + word[start:end])
                if index is not None:
                    pieces.append(index)
                    start = end
                    break
            else:
                return [1]
        return pieces

    def of_words(self, words, limit):
        ids = []
        for word in words:
            ids.extend(self.of_word(word))
            if len(ids) >= limit:
                break
        return ids[:limit] or [1]
