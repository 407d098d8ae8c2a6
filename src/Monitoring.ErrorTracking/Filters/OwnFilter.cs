namespace Monitoring.ErrorTracking.Filters;

/// <summary>Drops events by one of their fields.</summary>
public sealed record OwnFilter
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 40;

    /// <summary>The name: lower-case letters, digits and hyphens. Outcomes call it <c>generic:name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The field of the normalised event, such as <c>tags.tenant</c>, <c>exception.type</c>, <c>request.headers.User-Agent</c> or <c>contexts.app.app_version</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The pattern that its text, or the text of one of its values, must match.</summary>
    public required string Pattern { get; init; }
}
