using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>The memory of some sessions, packed into a document: some ten to thirty bytes each.</summary>
internal sealed class MemoryShard(DateTimeOffset hour, int number, long version)
{
    /// <summary>How many sessions a shard holds.</summary>
    public const int Capacity = 4096;

    private const byte Format = 1;
    private const int StatusMask = 0x07;
    private const int IsCounted = 0x08;
    private const int HasUser = 0x10;
    private const int HasDuration = 0x20;
    private const int IsDurationCounted = 0x40;

    private readonly SortedDictionary<ulong, SessionState> _sessions = [];

    public long Version => version;

    public bool IsChanged { get; private set; }

    public bool IsFull => _sessions.Count >= Capacity;

    /// <summary>Reads a shard. One that cannot be read is empty: what it remembered may be counted again.</summary>
    public static MemoryShard Of(DateTimeOffset hour, int number, MemoryDocument? document, long version, out bool isBroken)
    {
        var shard = new MemoryShard(hour, number, version);
        isBroken = document is not null && !shard.TryRead(document.Sessions);
        if (isBroken)
        {
            shard._sessions.Clear();
        }

        return shard;
    }

    public SessionState? Find(ulong id) => _sessions.GetValueOrDefault(id);

    public void Set(ulong id, SessionState state)
    {
        IsChanged |= !_sessions.TryGetValue(id, out var before) || before != state;
        _sessions[id] = state;
    }

    public MemoryDocument ToDocument()
    {
        var writer = new PackedWriter();
        writer.Byte(Format);
        var last = hour;
        foreach (var (id, state) in _sessions)
        {
            writer.Hash(id);
            Write(writer, state);
            last = state.CountedIn > last ? state.CountedIn.Value : last;
        }

        return new MemoryDocument { Hour = hour, Shard = number, LastHour = last, Sessions = writer.ToArray() };
    }

    private void Write(PackedWriter writer, SessionState state)
    {
        writer.Byte((byte)((int)state.Status
            | (state.CountedIn is null ? 0 : IsCounted)
            | (state.User is null ? 0 : HasUser)
            | (state.Duration is null ? 0 : HasDuration)
            | (state.IsDurationCounted ? IsDurationCounted : 0)));
        if (state.CountedIn is { } counted)
        {
            writer.Number((counted - hour).Ticks / RollupSpan.Hour.Length().Ticks);
        }

        if (state.User is { } user)
        {
            writer.Hash(user);
        }

        if (state.Duration is { } duration)
        {
            writer.Hash(BitConverter.DoubleToUInt64Bits(duration));
        }
    }

    private bool TryRead(byte[] bytes)
    {
        var reader = new PackedReader(bytes);
        if (reader.Byte() != Format)
        {
            return false;
        }

        while (!reader.IsAtEnd)
        {
            var id = reader.Hash();
            var flags = reader.Byte();
            var hours = (flags & IsCounted) == 0 ? (long?)null : reader.Number();
            var state = new SessionState
            {
                Status = (SessionStatus)(flags & StatusMask),
                CountedIn = hours is { } offset && Math.Abs(offset) < 24 * 365 * 100 ? hour.AddHours(offset) : null,
                User = (flags & HasUser) == 0 ? null : reader.Hash(),
                Duration = (flags & HasDuration) == 0 ? null : BitConverter.UInt64BitsToDouble(reader.Hash()),
                IsDurationCounted = (flags & IsDurationCounted) != 0,
            };
            if (reader.IsBroken || !Enum.IsDefined(state.Status))
            {
                return false;
            }

            _sessions[id] = state;
        }

        return true;
    }
}
