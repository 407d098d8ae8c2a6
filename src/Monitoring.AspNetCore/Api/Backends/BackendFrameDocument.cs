using System.Collections.Immutable;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

internal sealed record BackendFrameDocument
{
    public required string? FileName { get; init; }

    public required string? AbsolutePath { get; init; }

    public required string? Module { get; init; }

    public required string? Function { get; init; }

    public required int? Line { get; init; }

    public required int? Column { get; init; }

    public required bool InApp { get; init; }

    public required ImmutableArray<BackendCodeLineDocument> Code { get; init; }

    public static BackendFrameDocument Of(BackendFrame frame) => new()
    {
        FileName = frame.FileName,
        AbsolutePath = frame.AbsolutePath,
        Module = frame.Module,
        Function = frame.Function,
        Line = frame.Line,
        Column = frame.Column,
        InApp = frame.InApp,
        Code = [.. frame.Code.Select(line => new BackendCodeLineDocument { Number = line.Number, Text = line.Text })],
    };
}
