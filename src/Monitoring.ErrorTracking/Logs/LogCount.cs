namespace Monitoring.ErrorTracking.Logs;

/// <summary>How many log records of a level there were in a bucket.</summary>
public sealed record LogCount
{
    /// <summary>The beginning of the hour or day, in UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The level: <c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c>, <c>error</c>, <c>fatal</c>, or <c>other</c>.</summary>
    public required string Level { get; init; }

    /// <summary>How many records.</summary>
    public required long Count { get; init; }

    /// <summary>How many bytes of JSON they had.</summary>
    public required long Bytes { get; init; }
}
