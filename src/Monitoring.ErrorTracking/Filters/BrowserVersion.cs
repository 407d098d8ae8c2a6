namespace Monitoring.ErrorTracking.Filters;

/// <summary>A browser, and the first version of it whose events are taken.</summary>
public sealed record BrowserVersion
{
    /// <summary>The browser: <c>chrome</c>, <c>edge</c>, <c>firefox</c>, <c>safari</c>, <c>opera</c>, <c>opera_mini</c>, <c>ie</c> or <c>android</c>.</summary>
    public required string Browser { get; init; }

    /// <summary>The first major version whose events are taken, 1 to 10,000.</summary>
    public required int Below { get; init; }
}
