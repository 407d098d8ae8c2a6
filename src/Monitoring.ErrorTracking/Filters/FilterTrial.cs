namespace Monitoring.ErrorTracking.Filters;

/// <summary>An event to try filters on.</summary>
public sealed record FilterTrial
{
    /// <summary>The event as UTF-8 JSON in the names of the Sentry protocol.</summary>
    public required ReadOnlyMemory<byte> Event { get; init; }

    /// <summary>The address that it came from; <see langword="null"/> when none is tried.</summary>
    public string? Address { get; init; }

    /// <summary>The settings to try; <see langword="null"/> for the project's.</summary>
    public FilterSettings? Settings { get; init; }
}
