using System.Buffers.Binary;
using System.Numerics;

namespace Monitoring.Storage.Errors;

/// <summary>
/// Says which payloads go when those of a project take more room than they may: of each issue the first, the newest and the pinned ones stay, the others thin
/// out logarithmically. Every store asks it, so that all keep the same.
/// </summary>
/// <remarks>
/// <para>An event that <c>r</c> events of its issue were received after, their payloads kept or not, has the irrelevance <c>floor(log2 r) - level</c>. The level is
/// the number of zeros at the end of the mixed bits of its id: half of all events have 0, a quarter 1, and so on. What goes is what has the greatest irrelevance, of
/// equals the one received first, then the one with the lesser id. So whatever the bound is, there is a number that each issue keeps about as many of for each doubling of <c>r</c>, and an
/// issue that has no more than that keeps all. Nothing is remembered between two evictions.</para>
/// <para>When all of these are gone, there go the first and the newest of each hash which are not those of their issue, kept so that an unmerge finds them;
/// then the first of issues; then the newest. Pinned ones never go, even when they alone take more.</para>
/// <para>Eviction begins when the bound is exceeded and ends at seven eighths of it, so that the next one does not follow at once. Not safe to use on several threads.</para>
/// </remarks>
/// <typeparam name="TPlace">Where a store has a payload.</typeparam>
public sealed class PayloadReservoir<TPlace>
{
    private readonly List<Candidate> _candidates = [];
    private readonly Dictionary<GroupingHash, (int First, int Newest)> _hashes = [];
    private int _issue;
    private long _rank;

    /// <summary>How many bytes the payloads have that were added.</summary>
    public long Bytes { get; private set; }

    /// <summary>Ends the issue whose events were added; what is added next belongs to another one.</summary>
    public void EndIssue()
    {
        if (_candidates.Count > _issue)
        {
            foreach (var (first, newest) in _hashes.Values)
            {
                Protect(first, Protection.OfHash);
                Protect(newest, Protection.OfHash);
            }

            Protect(_candidates.Count - 1, Protection.First);
            Protect(_issue, Protection.Newest);
        }

        _issue = _candidates.Count;
        _rank = 0;
        _hashes.Clear();
    }

    /// <summary>Adds the next event of an issue, the last received first.</summary>
    /// <param name="id">The event.</param>
    /// <param name="hash">Its primary hash.</param>
    /// <param name="receivedAt">When it was received, UTC.</param>
    /// <param name="bytes">How many bytes its payload has; 0 when it is not there.</param>
    /// <param name="isPinned">Whether it is pinned.</param>
    /// <param name="place">Where its payload is.</param>
    public void Add(EventId id, GroupingHash hash, DateTimeOffset receivedAt, int bytes, bool isPinned, TPlace place)
    {
        var rank = _rank++;
        if (bytes == 0)
        {
            return;
        }

        var index = _candidates.Count;
        _candidates.Add(new Candidate
        {
            Protection = isPinned ? Protection.Pinned : Protection.None,
            Irrelevance = (sbyte)(BitOperations.Log2((ulong)Math.Max(1, rank)) - LevelOf(id)),
            Received = receivedAt.UtcTicks,
            Id = id,
            Bytes = bytes,
            Place = place,
        });
        _hashes[hash] = (index, _hashes.TryGetValue(hash, out var seen) ? seen.Newest : index);
        Bytes += bytes;
    }

    /// <summary>Which payloads go so that those that stay have no more bytes than the bound; none when they have not.</summary>
    /// <param name="bound">The most bytes that may stay, at least 0.</param>
    public IReadOnlyList<TPlace> Evict(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bound);
        EndIssue();
        var excess = Bytes <= bound ? 0 : Bytes - (bound - (bound / 8));
        var evicted = new List<TPlace>();
        if (excess == 0)
        {
            return evicted;
        }

        _candidates.Sort();
        foreach (var candidate in _candidates.TakeWhile(candidate => candidate.Protection != Protection.Pinned))
        {
            if (excess <= 0)
            {
                break;
            }

            excess -= candidate.Bytes;
            Bytes -= candidate.Bytes;
            evicted.Add(candidate.Place);
        }

        _candidates.Clear();
        _issue = 0;
        return evicted;
    }

    /// <summary>How many zeros end the id's bits after mixing them as SplitMix64 does: ids count up, or end alike, with some senders.</summary>
    internal static int LevelOf(EventId id)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        id.TryWriteBytes(bytes);
        var mixed = Mix(Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes)) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));
        return BitOperations.TrailingZeroCount(mixed);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private void Protect(int index, Protection by)
    {
        var candidate = _candidates[index];
        if (candidate.Protection < by)
        {
            _candidates[index] = candidate with { Protection = by };
        }
    }

    private enum Protection : byte
    {
        None,
        OfHash,
        First,
        Newest,
        Pinned,
    }

    /// <summary>A payload; of two the one that goes before the other is less.</summary>
    private readonly record struct Candidate : IComparable<Candidate>
    {
        public required Protection Protection { get; init; }

        public required sbyte Irrelevance { get; init; }

        public required long Received { get; init; }

        public required EventId Id { get; init; }

        public required int Bytes { get; init; }

        public required TPlace Place { get; init; }

        public int CompareTo(Candidate other)
        {
            var order = Protection.CompareTo(other.Protection);
            order = order != 0 ? order : other.Irrelevance.CompareTo(Irrelevance);
            order = order != 0 ? order : Received.CompareTo(other.Received);
            return order != 0 ? order : Id.CompareTo(other.Id);
        }
    }
}
