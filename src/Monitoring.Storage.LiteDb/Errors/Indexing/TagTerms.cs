using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>Which issues have which tags. Values are kept as hashes; for patterns the values of keys that have not too many.</summary>
internal sealed class TagTerms(PostingTable postings)
{
    private const int MaxValues = 2_000;

    private readonly Dictionary<ulong, int> _values = [];
    private readonly Dictionary<string, Key> _keys = new(StringComparer.Ordinal);

    /// <summary>The characters of all texts.</summary>
    public long Length { get; private set; }

    /// <summary>The terms of a tag key with values: one for the key, one for each value.</summary>
    public void AddTo(List<int> terms, string key, IEnumerable<string> values)
    {
        if (!_keys.TryGetValue(key, out var of))
        {
            _keys.Add(key, of = new Key(postings.Open()));
            Length += key.Length;
        }

        terms.Add(of.Term);
        foreach (var value in values)
        {
            ref var term = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, Mark(key, value), out var isKnown);
            if (!isKnown)
            {
                term = postings.Open();
                Length += of.Values?.Count < MaxValues ? value.Length : 0;
                of.Add(value, term);
            }

            terms.Add(term);
        }
    }

    /// <summary>The issues with a tag like this, and perhaps others; whether there may be others.</summary>
    public (Bitmap Slots, bool IsExact) Find(string key, TextPattern value, int capacity)
    {
        var found = new Bitmap(capacity);
        if (!_keys.TryGetValue(key, out var of))
        {
            return (found, true);
        }

        if (value.IsExact)
        {
            if (_values.TryGetValue(Mark(key, value.Parts[0]), out var term))
            {
                postings.AddTo(term, found);
            }

            return (found, true);
        }

        if (value.Equals(TextPattern.Any) || of.Values is null)
        {
            postings.AddTo(of.Term, found);
            return (found, value.Equals(TextPattern.Any));
        }

        foreach (var (text, term) in of.Values)
        {
            if (value.Matches(text))
            {
                postings.AddTo(term, found);
            }
        }

        return (found, true);
    }

    private static ulong Mark(string key, string value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, key.Length);
        hash.AppendData(bytes[..sizeof(int)]);
        hash.AppendData(MemoryMarshal.AsBytes(key.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(value.AsSpan()));
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private sealed class Key(int term)
    {
        public int Term { get; } = term;

        /// <summary><see langword="null"/> when there are too many.</summary>
        public List<(string Text, int Term)>? Values { get; private set; } = [];

        public void Add(string value, int valueTerm)
        {
            if (Values?.Count >= MaxValues)
            {
                Values = null;
            }

            Values?.Add((value, valueTerm));
        }
    }
}
