using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

internal sealed record BackendExceptionDocument
{
    public required string Type { get; init; }

    public required string Value { get; init; }

    public required string? Module { get; init; }

    [Description("The innermost last.")]
    public required ImmutableArray<BackendFrameDocument> Frames { get; init; }

    public static BackendExceptionDocument Of(BackendException exception) =>
        new() { Type = exception.Type, Value = exception.Value, Module = exception.Module, Frames = [.. exception.Frames.Select(BackendFrameDocument.Of)] };
}
