namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>What a generated file is found by: its debug id, or its address in a release.</summary>
internal readonly record struct LibraryKey
{
    public required ProjectId Project { get; init; }

    public string? DebugId { get; init; }

    public string? Release { get; init; }

    public string? Distribution { get; init; }

    public string? Url { get; init; }
}
