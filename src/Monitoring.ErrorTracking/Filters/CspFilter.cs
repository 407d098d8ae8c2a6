namespace Monitoring.ErrorTracking.Filters;

/// <summary>Drops reports about a content security policy.</summary>
public sealed record CspFilter
{
    /// <summary>The directive that was violated, such as <c>script-src</c>; <see langword="null"/> for any.</summary>
    public string? Directive { get; init; }

    /// <summary>A pattern of what was blocked or of the file that asked for it, such as <c>*.doubleclick.net*</c>; <see langword="null"/> for any.</summary>
    public string? Source { get; init; }
}
