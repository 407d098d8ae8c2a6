using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Benchmarks;

/// <summary>What a store holds when it is measured, and what it is given then. Everything else follows from the seed: the same workload is the same data, on every machine and for every provider.</summary>
/// <remarks>A value out of its range throws <see cref="ArgumentOutOfRangeException"/>.</remarks>
public sealed record Workload
{
    private const int Most = 10_000_000;

    /// <summary>How many events an error store holds before it is measured, 1 to 10,000,000.</summary>
    /// <value>The default is 10,000.</value>
    public int Events
    {
        get;
        init => field = Within(value, 1, Most, nameof(Events));
    }
    = 10_000;

    /// <summary>How many events an append brings, and how many documents a commit that fills the store, 1 to <see cref="ErrorStoreLimits.BatchEvents"/>.</summary>
    /// <value>The default is 100.</value>
    public int BatchSize
    {
        get;
        init => field = Within(value, 1, ErrorStoreLimits.BatchEvents, nameof(BatchSize));
    }
    = 100;

    /// <summary>Over how many issues the events are spread, and over how many groups the documents, 1 to 10,000,000.</summary>
    /// <value>The default is 500.</value>
    public int Issues
    {
        get;
        init => field = Within(value, 1, Most, nameof(Issues));
    }
    = 500;

    /// <summary>How uneven they are spread, 0 to 10: issue number n gets a share proportional to 1 / n to this power (Zipf). With 0 all get the same; with 1 the first of 500 gets 15 %; from 3 on nearly all are of a few.</summary>
    /// <value>The default is 1.</value>
    public double Skew
    {
        get;
        init => field = Within(value, 0, 10, nameof(Skew));
    }
    = 1;

    /// <summary>How many documents a document store holds before it is measured, each with a timer, 1 to 10,000,000.</summary>
    /// <value>The default is 1,000.</value>
    public int Documents
    {
        get;
        init => field = Within(value, 1, Most, nameof(Documents));
    }
    = 1_000;

    /// <summary>The length of the payload of an event, 0 to 1 MiB, and of the text of a document. It is made of words, and gets smaller by compression as reports do.</summary>
    /// <value>The default is 2,000.</value>
    public int PayloadBytes
    {
        get;
        init => field = Within(value, 0, 1024 * 1024, nameof(PayloadBytes));
    }
    = 2_000;

    /// <summary>From what all is drawn.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>The workload as a column of a table shows it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Events} events by {BatchSize}, {Issues} issues, skew {Skew}, {Documents} documents, {PayloadBytes} B, seed {Seed}");

    private static T Within<T>(T value, T least, T most, string name)
        where T : IComparable<T>
    {
        // NaN compares as less than everything.
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} of a workload lies between {least} and {most}."));
        }

        return value;
    }
}
