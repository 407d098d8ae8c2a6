namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>What is known of the name of a field.</summary>
internal sealed record NameInfo
{
    public required byte[] Utf8 { get; init; }

    public required string Text { get; init; }

    /// <summary>Whether the name tells of a secret.</summary>
    public required bool IsSensitive { get; init; }

    /// <summary>Whether the project has declared fields of this name to be safe.</summary>
    public required bool IsSafe { get; init; }

    /// <summary>What stands in place of the name, because it holds what is to be scrubbed; null when it holds nothing such.</summary>
    public required string? Replacement { get; init; }

    /// <summary>The bits of the name for the project's selectors.</summary>
    public required ulong[] Keys { get; init; }
}
