using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tracing.Rolling;

/// <summary>What is kept of many transactions of one name: durations, failures, users, and the slowest.</summary>
internal sealed class TransactionRollup : IRollup<TransactionRollup>
{
    private const byte Format = 1;

    private QuantileSketch _durations = new();
    private DistinctSketch _users = new();

    public long Count => _durations.Count;

    public long Failed { get; private set; }

    /// <summary>Durations in milliseconds.</summary>
    public QuantileSketch Durations => _durations;

    public long Users => _users.Count();

    public SlowestSamples Slowest { get; } = new();

    /// <summary>Adds a transaction.</summary>
    /// <param name="sample">The transaction; without a trace it is counted and not kept.</param>
    /// <param name="user">Who was behind it.</param>
    public void Add(TransactionSample sample, ulong? user)
    {
        _durations.Add(sample.Milliseconds);
        Failed += sample.HasFailed ? 1 : 0;
        if (user is { } hash)
        {
            _users.Add(hash);
        }

        if (sample.TraceId.Length > 0)
        {
            Slowest.Add(sample);
        }
    }

    public void Merge(TransactionRollup other)
    {
        _durations.Merge(other._durations);
        _users.Merge(other._users);
        Failed += other.Failed;
        Slowest.Add(other.Slowest);
    }

    public byte[] Encode()
    {
        var writer = new ValueWriter().Whole(Format).Whole(Failed).Bytes(_durations.ToBytes()).Bytes(_users.ToBytes());
        Slowest.Write(writer);
        return writer.ToArray();
    }

    public static TransactionRollup? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ValueReader(bytes);
        if (reader.Whole() != Format)
        {
            return null;
        }

        var failed = reader.Whole();
        if (Sketches.Quantiles(reader.Bytes()) is not { } durations || Sketches.Distinct(reader.Bytes()) is not { } users)
        {
            return null;
        }

        var rollup = new TransactionRollup { Failed = failed, _durations = durations, _users = users };
        rollup.Slowest.Read(ref reader);
        return reader.IsComplete ? rollup : null;
    }
}
