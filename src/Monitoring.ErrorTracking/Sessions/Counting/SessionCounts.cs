using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Sessions.Counting;

/// <summary>
/// Counts of sessions, or a change of such counts: a session that becomes worse takes one from its old status and adds one to the new. Not safe to change
/// on several threads.
/// </summary>
internal sealed class SessionCounts : IRollup<SessionCounts>
{
    private const byte Format = 1;

    private static readonly SessionStatus[] Statuses = Enum.GetValues<SessionStatus>();

    private readonly long[] _byStatus = new long[Statuses.Length];

    public DistinctSketch Users { get; private init; } = new();

    public DistinctSketch CrashedUsers { get; private init; } = new();

    public QuantileSketch Durations { get; private init; } = new();

    /// <summary>All sessions. Sums of what hosts have committed are never negative.</summary>
    public long Sessions => _byStatus.Sum();

    public long this[SessionStatus status] => _byStatus[(int)status];

    public static SessionCounts? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new PackedReader(bytes);
        if (reader.Byte() != Format)
        {
            return null;
        }

        try
        {
            var byStatus = new long[Statuses.Length];
            for (var index = 0; index < byStatus.Length; index++)
            {
                byStatus[index] = reader.Number();
            }

            var counts = new SessionCounts
            {
                Users = DistinctSketch.FromBytes(reader.Bytes()),
                CrashedUsers = DistinctSketch.FromBytes(reader.Bytes()),
                Durations = QuantileSketch.FromBytes(reader.Bytes()),
            };
            byStatus.CopyTo(counts._byStatus, 0);
            return reader.IsBroken || !reader.IsAtEnd ? null : counts;
        }
        catch (MonitoringException)
        {
            return null;
        }
    }

    public void Add(SessionStatus status, long sessions) => _byStatus[(int)status] += sessions;

    /// <summary>Counts a user, and among those of crashed sessions when theirs is one.</summary>
    public void AddUser(ulong user, bool isCrashed)
    {
        Users.Add(user);
        if (isCrashed)
        {
            CrashedUsers.Add(user);
        }
    }

    public void Merge(SessionCounts other)
    {
        for (var index = 0; index < _byStatus.Length; index++)
        {
            _byStatus[index] += other._byStatus[index];
        }

        Users.Merge(other.Users);
        CrashedUsers.Merge(other.CrashedUsers);
        Durations.Merge(other.Durations);
    }

    public byte[] Encode()
    {
        var writer = new PackedWriter();
        writer.Byte(Format);
        foreach (var count in _byStatus)
        {
            writer.Number(count);
        }

        writer.Bytes(Users.ToBytes());
        writer.Bytes(CrashedUsers.ToBytes());
        writer.Bytes(Durations.ToBytes());
        return writer.ToArray();
    }

    public SessionTotals ToTotals() => new()
    {
        Sessions = Math.Max(0, Sessions),
        Healthy = Math.Max(0, this[SessionStatus.Healthy]),
        Errored = Math.Max(0, this[SessionStatus.Errored]),
        Unhandled = Math.Max(0, this[SessionStatus.Unhandled]),
        Abnormal = Math.Max(0, this[SessionStatus.Abnormal]),
        Crashed = Math.Max(0, this[SessionStatus.Crashed]),
        Users = Users.Count(),
        CrashedUsers = CrashedUsers.Count(),
        Durations = new SessionDurations
        {
            Count = Durations.Count,
            Mean = Span(Durations.Mean),
            P50 = Span(Durations.Quantile(0.5)),
            P95 = Span(Durations.Quantile(0.95)),
        },
    };

    private static TimeSpan? Span(double? seconds) => seconds is { } known ? TimeSpan.FromMilliseconds(Math.Round(known * 1000)) : null;
}
