using FsCheck.Xunit;
using Monitoring.ErrorTracking.Tracing;
using Monitoring.ErrorTracking.Tracing.Rolling;

namespace Monitoring.ErrorTracking.Tests.Tracing;

public sealed class TraceRollupProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 100)]
    public bool Transactions_merge_the_same_in_any_order(byte[] first, byte[] second, byte[] third) =>
        Same(Merged(Merged(Of(first), Of(second)), Of(third)), Merged(Of(third), Merged(Of(second), Of(first))))
        && Same(Merged(Of(first), Of(second)), Of([.. first, .. second]));

    [Property(MaxTest = 100)]
    public bool Transactions_are_read_back(byte[] durations) => Same(Of(durations), TransactionRollup.Decode(Of(durations).Encode())!);

    [Property(MaxTest = 100)]
    public bool The_slowest_are_kept(byte[] durations) =>
        Of(durations).Slowest.Items.Select(sample => sample.Milliseconds).SequenceEqual(durations.Distinct().OrderDescending().Take(SlowestSamples.Most).Select(value => (double)value));

    [Property(MaxTest = 500)]
    public void Damaged_bytes_are_refused_or_read(byte[] durations, int place, byte put, byte cut)
    {
        var bytes = Of(durations).Encode();
        bytes[(int)((uint)place % bytes.Length)] = put;

        TransactionRollup.Decode(bytes.AsSpan(0, cut % 2 == 0 ? bytes.Length : cut % bytes.Length));
        SpanRollup.Decode(bytes);
    }

    private static TransactionRollup Of(byte[] durations)
    {
        var rollup = new TransactionRollup();
        foreach (var duration in durations)
        {
            // The same duration is the same transaction, so that what is added twice shows.
            rollup.Add(
                new TransactionSample
                {
                    TraceId = duration.ToString("x32", null),
                    EventId = duration % 2 == 0 ? null : new EventId(new Guid(duration, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
                    Milliseconds = duration,
                    At = Noon.AddSeconds(duration),
                    Release = duration % 3 == 0 ? null : "shop@1",
                    HasFailed = duration % 5 == 0,
                },
                duration % 7 == 0 ? null : duration * 0x9E3779B97F4A7C15UL);
        }

        return rollup;
    }

    private static TransactionRollup Merged(TransactionRollup one, TransactionRollup other)
    {
        var merged = TransactionRollup.Decode(one.Encode())!;
        merged.Merge(other);
        return merged;
    }

    private static bool Same(TransactionRollup left, TransactionRollup right) => left.Encode().AsSpan().SequenceEqual(right.Encode());
}
