using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Sessions.Reading;

/// <summary>Sessions that the sender has counted by the minute.</summary>
internal sealed record SessionCountsReport
{
    public required SessionAttributes Attributes { get; init; }

    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>How many entries there were beyond those that are taken.</summary>
    public required int Beyond { get; init; }

    /// <param name="Started">The minute in which they began.</param>
    /// <param name="User">Whose they are; null when of several or of nobody known. Personal data.</param>
    /// <param name="ByStatus">How many, by <see cref="SessionStatus"/>.</param>
    internal sealed record Entry(DateTimeOffset Started, string? User, ImmutableArray<int> ByStatus)
    {
        public long Sessions => ByStatus.Sum(count => (long)count);
    }
}
