using System.Numerics;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>A set of small numbers.</summary>
internal sealed class Bitmap(int capacity)
{
    public const int Bits = 64;

    private ulong[] _words = new ulong[(capacity + Bits - 1) / Bits];

    /// <summary>The places of those values that lie between two, both included.</summary>
    public static Bitmap OfRange(ReadOnlySpan<long> values, long min, long max)
    {
        var bitmap = new Bitmap(values.Length);
        for (var i = 0; i < bitmap._words.Length; i++)
        {
            var part = values.Slice(i * Bits, Math.Min(Bits, values.Length - (i * Bits)));
            var word = 0UL;
            for (var bit = 0; bit < part.Length; bit++)
            {
                word |= part[bit] >= min && part[bit] <= max ? 1UL << bit : 0;
            }

            bitmap._words[i] = word;
        }

        return bitmap;
    }

    public bool Contains(int number) => (uint)(number / Bits) < (uint)_words.Length && (_words[number / Bits] & (1UL << (number % Bits))) != 0;

    public void Add(int number)
    {
        if (number / Bits >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(_words.Length * 2, (number / Bits) + 1));
        }

        _words[number / Bits] |= 1UL << (number % Bits);
    }

    public void Remove(int number)
    {
        if (number / Bits < _words.Length)
        {
            _words[number / Bits] &= ~(1UL << (number % Bits));
        }
    }

    public Bitmap Copy()
    {
        var copy = new Bitmap(0) { _words = [.. _words] };
        return copy;
    }

    /// <summary>Keeps what is in both.</summary>
    public void And(Bitmap other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] &= i < other._words.Length ? other._words[i] : 0;
        }
    }

    /// <summary>Takes what the other has.</summary>
    public void Or(Bitmap other)
    {
        if (other._words.Length > _words.Length)
        {
            Array.Resize(ref _words, other._words.Length);
        }

        for (var i = 0; i < other._words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>Drops what the other has.</summary>
    public void Except(Bitmap other)
    {
        for (var i = 0; i < Math.Min(_words.Length, other._words.Length); i++)
        {
            _words[i] &= ~other._words[i];
        }
    }

    /// <summary>Its numbers, 64 of them a word, the smallest first.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>Whether it has no more than so many numbers.</summary>
    public bool HasAtMost(int count)
    {
        var found = 0;
        for (var i = 0; i < _words.Length && found <= count; i++)
        {
            found += BitOperations.PopCount(_words[i]);
        }

        return found <= count;
    }
}
