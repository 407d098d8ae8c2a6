using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups;

/// <summary>What is counted together: up to three names in a fixed order, such as a release and an environment.</summary>
internal sealed class RollupSeries : IEquatable<RollupSeries>
{
    /// <summary>The name of whatever finds no place of its own. Senders cannot name it: they have no control characters to say it with.</summary>
    public const string OtherName = "\u0001other";

    private const int MaxNames = 3;
    private const int MaxNameLength = 200;
    private const byte Algorithm = 1;
    private const int HashBytes = 16;

    private RollupSeries(ImmutableArray<string> names)
    {
        Names = names;
        Hash = HashOf(names);
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>A name of fixed length: the first 16 bytes, in hexadecimal digits, of the SHA-256 over the algorithm's number and the names, each as UTF-8 behind its length.</summary>
    public string Hash { get; }

    /// <exception cref="ArgumentException">There are more than three names, or one has more than 200 characters.</exception>
    public static RollupSeries Of(params ImmutableArray<string> names)
    {
        if (names.Length is 0 or > MaxNames || names.Any(name => name.Length > MaxNameLength))
        {
            throw new ArgumentException($"A series has 1 to {MaxNames} names of at most {MaxNameLength} characters.", nameof(names));
        }

        return new RollupSeries(names);
    }

    /// <summary>The key of the series in an index; with fewer names, of all series that begin with them.</summary>
    public IndexKey IndexKey() => Names.Aggregate(Storage.Documents.IndexKey.Empty, (key, name) => key.Add(name.Replace('\0', '\uFFFD')));

    public bool Equals(RollupSeries? other) => other is not null && Names.SequenceEqual(other.Names);

    public override bool Equals(object? obj) => Equals(obj as RollupSeries);

    public override int GetHashCode() => string.GetHashCode(Hash, StringComparison.Ordinal);

    public override string ToString() => string.Join(" / ", Names);

    private static string HashOf(ImmutableArray<string> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Algorithm]);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var name in names)
        {
            var utf8 = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            hash.AppendData(length);
            hash.AppendData(utf8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }
}
